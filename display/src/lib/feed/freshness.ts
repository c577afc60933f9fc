import type { KnownAsset } from './screen-state.ts';

/** How old what we know of an asset is, measured by the interval it promised to report in. */
export type Freshness = 'fresh' | 'late' | 'stale' | 'lost' | 'unknown';

/** When an asset last gave the sign of life that is expected of it: any event where no interval was promised. */
export function pulseOf(known: KnownAsset | undefined, intervalS: number | null): number | undefined {
  return intervalS === null ? known?.seenMs : known?.pulseMs;
}

/**
 * Fresh to 1.5 intervals, late to 3, stale to 10, lost beyond; `unknown` when it never reported. Times are in the
 * world's clock, in milliseconds. An asset that promised no interval stays fresh once it has been seen.
 */
export function freshnessOf(heardMs: number | undefined, nowMs: number, intervalS: number | null): Freshness {
  if (heardMs === undefined) return 'unknown';
  if (intervalS === null) return 'fresh';
  const intervals = (nowMs - heardMs) / (intervalS * 1000);
  if (intervals <= 1.5) return 'fresh';
  if (intervals <= 3) return 'late';
  return intervals <= 10 ? 'stale' : 'lost';
}

/** Whether a value of this freshness may still be counted into a figure. */
export function isReporting(freshness: Freshness): boolean {
  return freshness === 'fresh' || freshness === 'late';
}
