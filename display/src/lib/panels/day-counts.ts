import { countKey, type ScreenState } from '../feed/screen-state.ts';
import { absent, type Figure } from './figure.ts';

/**
 * The city's counts of its present civil day, from the count feed and from nowhere else. `today` is the day by the
 * world's clock: rows of another day are not today's, so around midnight there is nothing to show until the first row.
 */
export type DayCounts = {
  readonly state: ScreenState;
  readonly today: string | null;
  /** Seconds since the writer last committed, as of now; null when it has not been heard. */
  readonly ageS: number | null;
};

/** A metric's number of events and sum for the city, today; zeros where nothing was counted. */
export function cityCount(counts: DayCounts, metric: string, dim = ''): { n: number; sum: number } {
  const row = counts.state.counts.get(countKey('', metric, dim));
  return { n: row?.[6] ?? 0, sum: row?.[7] ?? 0 };
}

/** The values of a dim such as `method` and their numbers of events for the city today, most frequent first. */
export function cityCountsBy(counts: DayCounts, metric: string, dimKey: string): { value: string; n: number }[] {
  const prefix = countKey('', metric, `${dimKey}=`);
  const found: { value: string; n: number }[] = [];
  for (const [key, row] of counts.state.counts) {
    if (key.startsWith(prefix)) found.push({ value: key.slice(prefix.length), n: row[6] });
  }
  return found.sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
}

/**
 * A figure of today's counts. It is a number only where the kind has been counted at all today: no calls abandoned among
 * a thousand is zero, no word from the hotline is not.
 */
export function countFigure(counts: DayCounts, kind: string, value: () => number | null): Figure {
  const { state, today, ageS } = counts;
  if (ageS === null || state.day === null) return absent('no-counts');
  if (today === null) return absent('no-clock');
  if (state.day !== today || !isKindCounted(state, kind)) return absent('never');
  const counted = value();
  return counted === null ? absent('never') : { value: counted, asOfMs: null };
}

function isKindCounted(state: ScreenState, kind: string): boolean {
  const prefix = `\t${kind}.`;
  for (const key of state.counts.keys()) if (key.startsWith(prefix)) return true;
  return false;
}
