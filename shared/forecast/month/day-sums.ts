import { percentile } from '../../kpi/histogram.ts';
import type { Measure } from '../../kpi/formulas/formula.ts';
import type { WorkedOut } from '../../kpi/formulas/work-out.ts';

/**
 * What a KPI adds up from on one civil day: `numerator` and `denominator`, or of a percentile how many values lie in each
 * slot of its distribution. All of them add up over days; their quotient does not.
 */
export type DaySums = { readonly day: string; readonly sums: ReadonlyMap<string, number> };

/** A measure that is worked out from sums. How many different labels occur in a month is no sum over its days. */
export type AdditiveMeasure = Exclude<Measure, { how: 'labels' }>;

/** Sums of some days, added up. */
export function addSums(days: readonly DaySums[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const { sums } of days) for (const [key, sum] of sums) total.set(key, (total.get(key) ?? 0) + sum);
  return total;
}

/** The value of a KPI from its sums. A share's numerator, told apart from its denominator, is never more than that. */
export function valueOf(measure: AdditiveMeasure, isShare: boolean, sums: ReadonlyMap<string, number>): WorkedOut {
  const numerator = sums.get('numerator') ?? 0;
  switch (measure.how) {
    case 'count':
      return { value: numerator, numerator, denominator: null };
    case 'percentile': {
      const slots = [...sums].map(([slot, n]) => [Number(slot), n] as const);
      const denominator = slots.reduce((sum, [, n]) => sum + n, 0);
      return { value: percentile(slots, measure.share), numerator: null, denominator };
    }
    case 'ratio':
    case 'availability': {
      const denominator = sums.get('denominator') ?? 0;
      const most = isShare ? Math.min(numerator, denominator) : numerator;
      return { value: denominator > 0 ? most / denominator : null, numerator: most, denominator };
    }
  }
}

/**
 * Whether a day counted anything; a working day that did not is unknown, not zero. What is expected to be seen well is so
 * whether or not anything was seen.
 */
export function hasCounted({ sums }: DaySums, { how }: AdditiveMeasure): boolean {
  if (how === 'availability') return (sums.get('numerator') ?? 0) > 0;
  return [...sums.values()].some((sum) => sum !== 0);
}
