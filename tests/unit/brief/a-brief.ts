import type { Brief, BriefIncident, BriefKpi } from '#shared/brief/brief.ts';
import type { Unsaid } from '#shared/brief/write-sentences.ts';

const says = (text: string): { vi: string; en: string } => ({ vi: text, en: text });

/** A figure of a day with whatever the test cares about laid over it. */
export function aKpi(over: Partial<BriefKpi> = {}): BriefKpi {
  return {
    ...{ kpi: 'full_process_share', formulaVersion: 1, valueUnit: 'share', unit: '' },
    ...{
      days: { from: '2026-11-27', to: '2026-11-28' },
      value: 0.382,
      reason: null,
      numerator: 382,
      denominator: 1_000,
    },
    ...{ targetSet: 'city-2025-09', target: 0.4, direction: 'at_least', gap: -0.018, standing: 'behind' },
    coverage: { reporting: 126, expected: 126, oldestAgeS: 60, told: 1 },
    ...{ adjusted: null, before: 0.37, trend: [0.36, null, 0.37, 0.382], office: 'GD-TTPVHCC' },
    course: {
      days: { from: '2026-11-01', to: '2026-12-01' },
      value: 0.381,
      toReach: { state: 'reachable', daysLeft: 3, perDay: 500, nowPerDay: 380, morePerDay: 120, restValue: 0.5 },
    },
    ...over,
  };
}

/** An incident of that day. */
export function anIncident(over: Partial<BriefIncident> = {}): BriefIncident {
  return {
    ...{ id: 1_001, number: 'SC-1001', title: says('Mất điện'), priority: 'P1', state: 'resolved', isExercise: false },
    ...{ cause: null, units: ['00070'], affected: { assets: 3, points: 1, waiting: null, waitingAt: 0 }, how: null },
    ...{ occurredAt: '2026-11-27T02:00:00.000Z', detectedAt: '2026-11-27T02:05:00.000Z' },
    ...{ resolvedAt: '2026-11-27T04:00:00.000Z', detect: 'kept', resolve: 'kept' },
    ...over,
  };
}

/** A brief of one day, before its sentences. */
export function anUnsaid({
  counted = {},
  recorded = {},
  ...over
}: Partial<Omit<Unsaid, 'counted' | 'recorded'>> & {
  counted?: Partial<Brief['counted']>;
  recorded?: Partial<Brief['recorded']>;
} = {}): Unsaid {
  return {
    ...{ model: 1, world: 'live', place: { vi: 'Hà Nội', en: 'Hanoi' }, timeZone: 'Asia/Ho_Chi_Minh' },
    period: {
      id: 'day',
      name: { vi: 'Bản tin ngày', en: 'Daily brief' },
      days: { from: '2026-11-27', to: '2026-11-28' },
    },
    ...{ isWhole: true, asOf: '2026-11-27T17:00:00.000Z', issuedAt: '2026-11-28T00:00:00.000Z' },
    cut: { stream: 's', seq: 42, dutySeq: 42 },
    names: { 'GD-TTPVHCC': { vi: 'Giám đốc Trung tâm', en: 'Director of the Centre' }, '00070': says('Hoàn Kiếm') },
    counted: {
      ...{ kpis: [aKpi()], events: 12_345, silences: [] },
      sources: [{ source: 'urn:x', events: 12_345, lastAt: '2026-11-27T16:59:00.000Z', silent: false }],
      alarms: {
        ...{ announced: 3, byPriority: { P1: 1, P2: 1, P3: 1 }, perDay: 3, verdict: 'acceptable', worstHour: null },
        ...{
          worstTenMinutes: null,
          floods: 0,
          tenMinutes: 144,
          stale: 0,
          worst: [],
          byHour: Array<number>(24).fill(0),
        },
      },
      ...counted,
    },
    recorded: { incidents: [], tasks: [], works: [], exclusionsWaiting: 0, ...recorded },
    ...over,
  };
}
