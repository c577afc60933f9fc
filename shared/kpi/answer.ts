import type { Coverage } from './expected/coverage.ts';
import type { ExclusionCause } from './exclusions/exclusion.ts';
import type { WorkedOut } from './formulas/work-out.ts';
import type { KpiId, KpiUnit } from './kpi-units.ts';
import type { Days } from './ledger/days.ts';
import type { ToReach } from './to-reach.ts';

/**
 * Why there is no value: nothing was counted (`no-data`), too few of those expected report (`coverage`), nobody is
 * expected to (`no-reporters`), nothing tells of this subject (`no-source`), a target names a version of the formula
 * that does not exist (`no-formula`), or the period has not begun (`not-yet`).
 */
export type NoValue = 'no-data' | 'coverage' | 'no-reporters' | 'no-source' | 'no-formula' | 'not-yet';

/** A figure against its target. `gap`: how far it is past the target in its own unit; below 0 it falls short. */
export type Figure = WorkedOut & { readonly gap: number | null };

/** The part of a figure for which one office answered; `since`: the day its present head (or the office) began. */
export type KpiPart = Figure & {
  readonly period: Days;
  readonly office: string | null;
  readonly since: string | null;
  /** As `adjusted` of the whole. */
  readonly adjusted: Figure | null;
};

/** The figure without the hours of approved exclusions: the same roll-ups with those hours taken out. */
export type Adjusted = Figure & {
  readonly exclusions: readonly { readonly id: number; readonly cause: ExclusionCause }[];
};

/** A KPI of a subject over some days, with everything one needs to judge it. Days and instants of the world named. */
export type KpiAnswer = {
  readonly world: string;
  readonly kpi: KpiId;
  readonly formulaVersion: number;
  /** What is counted: `records` as its formula says, or `procedures` in their place. */
  readonly basis: 'records' | 'procedures';
  /** What was served there, or what its citizens asked for, wherever that was. */
  readonly countedFor: 'served' | 'citizens';
  readonly valueUnit: KpiUnit;
  /** '' the city, a unit's code, or a set of units. */
  readonly unit: string;
  /** Civil days, the second exclusive. Counted up to `asOf`. */
  readonly period: Days;
  readonly asOf: string;
  readonly value: number | null;
  readonly reason: NoValue | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly targetSet: string | null;
  readonly target: number | null;
  readonly direction: 'at_least' | 'at_most';
  readonly gap: number | null;
  /** `told`: which share of what could tell what is asked did; null where all do. */
  readonly coverage: Coverage & { readonly told: number | null };
  readonly perDayToReach: ToReach | null;
  /** Who answers for it on the last day counted. */
  readonly office: string | null;
  readonly parts: readonly KpiPart[];
  readonly adjusted: Adjusted | null;
};
