import type { HealthCheck, ProcessHealth, SystemCondition } from '#shared/wire/health.ts';

/** A condition as it was told; a process newer than these pages may name one that they have no words for. */
export type ToldCondition = Omit<SystemCondition, 'name'> & { readonly name: string };

/** What a process told of itself. */
export type ToldHealth = Omit<ProcessHealth, 'conditions' | 'checks'> & {
  readonly checks: readonly HealthCheck[];
  readonly conditions: readonly ToldCondition[];
};

/** One process as the display's server sees it. */
export type ProcessReport = {
  readonly name: string;
  /** False when the display was not told where to ask it. */
  readonly asked: boolean;
  /** Its last answer, which may be old; null when it never answered this display. */
  readonly health: ToldHealth | null;
  /** Since when it has not answered (ISO time); null while it answers. */
  readonly silentSince: string | null;
};

/** All processes at one moment of the display's clock (ISO time): the document behind the system page. */
export type SystemReport = { readonly at: string; readonly processes: readonly ProcessReport[] };

/** The processes along the path of an event, whether they answer or not. */
export const processNames = ['ingest', 'writer', 'live', 'duty', 'office', 'display'] as const;
export type ProcessName = (typeof processNames)[number];
