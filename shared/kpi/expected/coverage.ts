import type { Span } from '../exclusions/hours.ts';
import type { Reporters } from '../formulas/formula.ts';
import type { LedgerAsset } from '../ledger/ledger.ts';

/**
 * Of how many that were expected to report in the time asked for something was heard; `oldestAgeS`: how long ago, at
 * most, the one of them heard of least lately was last heard of; null when none was.
 */
export type Coverage = { readonly reporting: number; readonly expected: number; readonly oldestAgeS: number | null };

/**
 * The last bucket in which a unit (`scope` '') or an asset counted something of a metric: its first instant, its length
 * and the sum of what was counted in it.
 */
export type Heard = {
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly bucketMs: number;
  readonly sum: number;
};

/** Who of those expected was heard of, among the assets of whoever is asked about. */
export function coverageOf(
  reporters: readonly Reporters[],
  heard: readonly Heard[],
  { assets, within }: { assets: readonly LedgerAsset[]; within: Span },
): Coverage {
  const inService = assets.filter(
    ({ fromMs, toMs }) => fromMs < within.toMs && (toMs === null || toMs > within.fromMs),
  );
  const ages: number[] = [];
  let expected = 0;
  for (const group of reporters) {
    const own = inService.filter(({ kind }) => group.kinds.includes(kind));
    const names = new Set(own.map(({ unit, code }) => (group.by === 'unit' ? unit : code)));
    expected += names.size;
    ages.push(...agesOf(group, names, heard, within.toMs).values());
  }
  return { reporting: ages.length, expected, oldestAgeS: ages.length > 0 ? Math.max(...ages) : null };
}

/** How long ago each of those named was last heard of, by whichever metric was the last. */
function agesOf(
  group: Reporters,
  names: ReadonlySet<string>,
  heard: readonly Heard[],
  asOfMs: number,
): Map<string, number> {
  const ages = new Map<string, number>();
  for (const row of heard) {
    if ((row.scope === '') !== (group.by === 'unit') || !group.metrics.includes(row.metric)) continue;
    const name = group.by === 'unit' ? row.unit : row.scope;
    if (names.has(name)) ages.set(name, Math.min(ages.get(name) ?? Infinity, ageOf(row, group, asOfMs)));
  }
  return ages;
}

/**
 * Seconds since an asset was last heard of, at most: since its bucket began, less what it vouched for in it (whatever it
 * left out may have been at the end).
 */
function ageOf({ bucketMs, metric, sum }: Heard, { seen }: Reporters, asOfMs: number): number {
  const vouchedMs = metric === seen ? sum : 0;
  return Math.max(0, Math.round((asOfMs - bucketMs - vouchedMs) / 1_000));
}
