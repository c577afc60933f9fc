import type { KpiId } from '../kpi-units.ts';

/** Whose fault upstream it was. */
export const exclusionCauses = ['portal', 'identity', 'payment', 'power', 'network'] as const;
export type ExclusionCause = (typeof exclusionCauses)[number];

export const exclusionStates = ['proposed', 'approved', 'rejected', 'withdrawn'] as const;
export type ExclusionState = (typeof exclusionStates)[number];

/** Hours that some units' figures should not answer for: whole UTC hours, in milliseconds, the second exclusive. */
export type Exclusion = {
  readonly id: number;
  readonly world: string;
  readonly kpis: readonly KpiId[];
  readonly unitSet: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cause: ExclusionCause;
  readonly state: ExclusionState;
};
