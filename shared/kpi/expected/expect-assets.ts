import { intersectSpans, isSameTime, type Span } from '../exclusions/hours.ts';
import type { Measure } from '../formulas/formula.ts';
import type { LedgerAsset } from '../ledger/ledger.ts';
import type { OpenHours } from './open-hours.ts';

/**
 * Hours in which `assets` of a unit are expected to be seen well, whose rows are those of `scope`: '' where all of the
 * unit's are expected in the same hours, else one asset.
 */
export type ExpectedAssets = {
  readonly unit: string;
  readonly scope: string;
  readonly assets: number;
  readonly spans: readonly Span[];
};

/** Which assets are expected when, unit by unit, within a span of time. */
export function expectAssets(
  measure: Extract<Measure, { how: 'availability' }>,
  assets: readonly LedgerAsset[],
  { openHours, within }: { openHours: OpenHours; within: Span },
): ExpectedAssets[] {
  const own = assets.filter(({ kind }) => measure.kinds.includes(kind));
  const expected = own.flatMap((asset) => {
    const open = openHours(measure.hours === 'opening' ? asset.opening : null, within);
    const spans = inService(open, asset, within);
    return spans.length > 0 ? [{ unit: asset.unit, scope: asset.code, assets: 1, spans }] : [];
  });
  return [...Map.groupBy(expected, ({ unit }) => unit)].flatMap(([unit, list]) => {
    const spans = list[0]?.spans ?? [];
    if (!list.every((one) => isSameTime(one.spans, spans))) return list;
    return [{ unit, scope: '', assets: list.length, spans }];
  });
}

/** Nearly all are in service all the time: those share the very list of open hours. */
function inService(open: readonly Span[], { fromMs, toMs }: LedgerAsset, within: Span): readonly Span[] {
  const endMs = toMs ?? Infinity;
  return fromMs <= within.fromMs && endMs >= within.toMs ? open : intersectSpans(open, [{ fromMs, toMs: endMs }]);
}
