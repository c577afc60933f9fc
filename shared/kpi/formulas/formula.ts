import type { AssetKind } from '../../events/kind.ts';
import type { KpiId } from '../kpi-units.ts';

/** What a KPI reads: how many (`n`) or how much (`sum`) of a metric; `label` as `method=cash`, without it the whole. */
export type Term = {
  readonly metric: string;
  readonly of: 'n' | 'sum';
  readonly label?: string;
  /** Taken off instead of added. */
  readonly minus?: true;
};

/**
 * How a value is worked out. `ratio`: one sum over another; `count`: a running count; `percentile`: of a metric's
 * distribution; `labels`: how many different values of `key` occur in some metrics, over how many occur in others;
 * `availability`: milliseconds seen well over milliseconds expected, in the whole hours in which assets of these kinds
 * are expected (`opening`: while their place is open; `always`).
 */
export type Measure =
  | { readonly how: 'ratio'; readonly numerator: readonly Term[]; readonly denominator: readonly Term[] }
  | { readonly how: 'count'; readonly numerator: readonly Term[] }
  | { readonly how: 'percentile'; readonly metric: string; readonly share: number }
  | {
      readonly how: 'labels';
      readonly key: string;
      readonly numerator: readonly string[];
      readonly denominator: readonly string[];
    }
  | {
      readonly how: 'availability';
      readonly metric: string;
      readonly kinds: readonly AssetKind[];
      readonly hours: 'opening' | 'always';
      /**
       * What was seen well counts up to what was expected: a sign of life counts whole in the hour it comes in, though it covers
       * some of the one before.
       */
      readonly atMostAll?: true;
    };

/**
 * Who is expected to report: each asset of these kinds by itself, or each unit that has one (where nothing is counted by
 * asset). Heard of when any of `metrics` counted something. `seen`: a metric of milliseconds vouched for, by which an
 * asset's age is told more finely than by the hour.
 */
export type Reporters = {
  readonly by: 'asset' | 'unit';
  readonly kinds: readonly AssetKind[];
  readonly metrics: readonly string[];
  readonly seen?: string;
};

/** One version of a KPI's formula. A version is never changed once it was used: a new one is added beside it. */
export type Formula = {
  readonly kpi: KpiId;
  readonly version: number;
  /** The civil day from which it is the one used where no target names a version. */
  readonly since: string;
  readonly direction: 'at_least' | 'at_most';
  /** `city`: what serves the whole city, and would be credited to the unit of its seat. */
  readonly level: 'unit' | 'city';
  readonly measure: Measure;
  /** The same by procedures instead of by records, where that can be asked. */
  readonly byProcedures?: Measure;
  /** The same counted for the citizens' unit: every metric read has the label `citizenUnit`. */
  readonly byCitizens?: Measure;
  readonly reporters: readonly Reporters[];
  /** What told what is asked, of all that could have: records that tell their level, payments that tell how. */
  readonly told?: { readonly of: readonly Term[]; readonly all: readonly Term[] };
  /** The least share of the expected that must report, and of what could tell that must, for a value to be one. */
  readonly floor: number;
};

/** From the beginning. */
export const always = '0001-01-01';

/** Half of those expected: with fewer, a figure speaks of somebody else. */
export const halfOfThem = 0.5;
