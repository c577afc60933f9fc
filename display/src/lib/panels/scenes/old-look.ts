import { freshnessOf, type Freshness } from '../../feed/freshness.ts';
import type { Coverage } from '../coverage.ts';

/** How old what a panel shows is, by its newest source; `ageS` null: nothing was ever heard. */
export type OldLook = { readonly look: Freshness; readonly ageS: number | null };

/** Judges a panel's sources together: while one of them is heard in time, the coverage tells of the others. */
export function lookOf({ asOfMs }: Pick<Coverage, 'asOfMs'>, nowMs: number | null, intervalS: number | null): OldLook {
  if (asOfMs === null || nowMs === null) return { look: 'unknown', ageS: null };
  return { look: freshnessOf(asOfMs, nowMs, intervalS), ageS: Math.max(0, (nowMs - asOfMs) / 1_000) };
}

/** The KPIs' own pace is a minute: late when two readings failed, lost after twenty minutes. */
export function lookOfReading(ageS: number | null): OldLook {
  if (ageS === null) return { look: 'unknown', ageS };
  return { look: freshnessOf(-ageS * 1_000, 0, 120), ageS };
}
