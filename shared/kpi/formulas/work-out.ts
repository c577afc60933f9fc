import { percentile } from '../histogram.ts';
import type { Measure } from './formula.ts';
import { addTerms, countLabels, type Tally } from './tally.ts';

/** A value with what it was worked out from; `value` null when nothing was counted that it could speak of. */
export type WorkedOut = {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
};

/** What availability needs besides counts: milliseconds seen well, and expected, in the same whole hours. */
export type SeenWell = { readonly wellMs: number; readonly expectedMs: number };

/** Works out a measure from what was counted. A percentile has the number of values as its denominator. */
export function workOut(measure: Measure, tally: Tally, seen: SeenWell = { wellMs: 0, expectedMs: 0 }): WorkedOut {
  switch (measure.how) {
    case 'ratio':
      return ratio(addTerms(tally, measure.numerator), addTerms(tally, measure.denominator));
    case 'count': {
      const counted = addTerms(tally, measure.numerator);
      return { value: counted, numerator: counted, denominator: null };
    }
    case 'percentile': {
      const slots = [...(tally.slots.get(measure.metric) ?? [])];
      const denominator = slots.reduce((sum, [, n]) => sum + n, 0);
      return { value: percentile(slots, measure.share), numerator: null, denominator };
    }
    case 'labels': {
      const { key, numerator, denominator } = measure;
      return ratio(countLabels(tally, numerator, key), countLabels(tally, denominator, key));
    }
    case 'availability':
      return ratio(measure.atMostAll ? Math.min(seen.wellMs, seen.expectedMs) : seen.wellMs, seen.expectedMs);
  }
}

function ratio(numerator: number, denominator: number): WorkedOut {
  return { value: denominator > 0 ? numerator / denominator : null, numerator, denominator };
}
