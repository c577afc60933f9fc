import type { AssetKind } from '#shared/events/kind.ts';
import type { AssetRow } from '#shared/wire/registry.ts';

/** What an asset is, and which unit it belongs to at an instant (undefined: it is not in service then). */
export type IndexedAsset = { readonly kind: AssetKind; readonly unitAt: (ms: number) => string | undefined };

/** Assets by code. */
export type AssetIndex = ReadonlyMap<string, IndexedAsset>;

type Period = { readonly unit: string; readonly fromMs: number; readonly toMs: number };

/** Indexes the registry's rows; an asset that moved has several, each for its time. */
export function indexAssets(rows: readonly AssetRow[]): AssetIndex {
  const periods = new Map<string, Period[]>();
  const kinds = new Map<string, AssetKind>();
  for (const { code, kind, unit, from, to } of rows) {
    const period = { unit, fromMs: Date.parse(from), toMs: to === null ? Infinity : Date.parse(to) };
    periods.set(code, [...(periods.get(code) ?? []), period]);
    kinds.set(code, kind);
  }
  const index = new Map<string, IndexedAsset>();
  for (const [code, kind] of kinds) {
    const own = periods.get(code) ?? [];
    index.set(code, { kind, unitAt: (ms) => own.find(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)?.unit });
  }
  return index;
}
