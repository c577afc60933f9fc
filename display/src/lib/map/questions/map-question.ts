import type { AssetKind } from '#shared/events/kind.ts';

/** What a map can be asked; `state`: how every asset is, without an answer by unit. */
export const mapQuestions = ['state', 'waiting', 'parking', 'cash', 'calls', 'reports', 'kpi'] as const;
export type MapQuestion = (typeof mapQuestions)[number];

/** A question whose answer the feed itself carries; KPIs are read from the ledger. */
export type LiveQuestion = Exclude<MapQuestion, 'state' | 'kpi'>;

/** The kinds of assets a question is about: who could tell. */
export const kindsAsked: Readonly<Record<MapQuestion, readonly AssetKind[] | 'all'>> = {
  state: 'all',
  waiting: ['point', 'branch'],
  parking: ['parking'],
  cash: ['parking'],
  calls: ['hotline'],
  reports: ['point', 'branch', 'hotline'],
  kpi: [],
};

/** The dim by which a question's count may be narrowed, and the metric it counts. */
export const countsAsked = {
  calls: { kind: 'call', metric: 'call.queued', dim: 'topic' },
  reports: { kind: 'report', metric: 'report.filed', dim: 'category' },
} as const;
