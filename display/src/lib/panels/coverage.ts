import { freshnessOf, pulseOf, isReporting, type Freshness } from '../feed/freshness.ts';
import type { KnownAsset, ScreenState } from '../feed/screen-state.ts';
import type { Absence } from './figure.ts';

/** How many of the assets that should report do, by freshness, and the time of the newest report. */
export type Coverage = Readonly<Record<Freshness, number>> & {
  readonly expected: number;
  readonly reporting: number;
  readonly asOfMs: number | null;
};

/** What is known of those assets whose value may still be counted, with how many of all that is. */
export type Reporting = { readonly coverage: Coverage; readonly known: readonly KnownAsset[] };

/** Splits assets of one kind by freshness at the world's time `nowMs`; without a clock nothing can be called fresh. */
export function findReporting(
  assets: readonly { readonly code: string }[],
  state: ScreenState,
  clock: { readonly nowMs: number | null; readonly intervalS: number | null },
): Reporting {
  const tally: Record<Freshness, number> = { fresh: 0, late: 0, stale: 0, lost: 0, unknown: 0 };
  const known: KnownAsset[] = [];
  let asOfMs: number | null = null;
  for (const { code } of assets) {
    const asset = state.assets.get(code);
    const newestMs = pulseOf(asset, clock.intervalS);
    const freshness = clock.nowMs === null ? 'unknown' : freshnessOf(newestMs, clock.nowMs, clock.intervalS);
    tally[freshness]++;
    if (!asset || newestMs === undefined || clock.nowMs === null) continue;
    if (isReporting(freshness)) known.push(asset);
    asOfMs = Math.max(asOfMs ?? 0, newestMs);
  }
  return { coverage: { ...tally, expected: assets.length, reporting: known.length, asOfMs }, known };
}

/** Why nothing can be said when none of the assets reports. */
export function absenceOf(coverage: Coverage, nowMs: number | null): Absence {
  if (nowMs === null) return 'no-clock';
  return coverage.stale + coverage.lost > 0 ? 'old' : 'never';
}
