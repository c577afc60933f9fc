import type { AssetKind } from '#shared/events/kind.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Place } from './mapping.ts';
import { RowProblem, type Row } from './row.ts';
import type { RowLookup } from './row-lookup.ts';
import { compileTemplate, toText } from './template.ts';

/** The city's assets of a kind, those in the most populous unit first. */
export type RankedAssets = (kind: AssetKind, order: 'spread' | 'together') => readonly string[];

/**
 * Ranks a city's assets by their unit's population. `spread` takes one asset of every unit before any unit's second;
 * `together` takes all of a unit's before the next unit's.
 */
export function rankAssets(pack: Pack): RankedAssets {
  const units = [...pack.units].sort(
    (one, other) => other.population - one.population || compare(one.code, other.code),
  );
  const assets = packAssets(pack);
  return (kind, order) => {
    const ofUnit = units.map(({ code }) =>
      assets.filter((asset) => asset.kind === kind && asset.unit === code).map((asset) => asset.code),
    );
    if (order === 'together') return ofUnit.flat();
    const most = Math.max(...ofUnit.map((assets) => assets.length));
    return Array.from({ length: most }, (_, turn) => ofUnit.flatMap((assets) => assets.slice(turn, turn + 1))).flat();
  };
}

/**
 * Places the source's places on assets: the busiest on the asset ranked first, and so on down. Returns where a row's
 * events happen; that throws `RowProblem` for a row without a place and for places beyond the city's assets.
 */
export function placeByRank(
  place: Place,
  rows: readonly Row[],
  lookupOf: RowLookup,
  assets: RankedAssets,
): (row: Row) => string {
  const nameOf = compileTemplate(place.place);
  const places = new Map<string, { name: string; group: string; busy: number }>();
  const groups = new Map<string, number>();
  for (const row of rows) {
    const lookup = lookupOf(row);
    const name = toText(nameOf(lookup));
    if (name === '') continue;
    const group = place.together === undefined ? '' : toText(lookup(place.together));
    const weight = place.busiest === 'rows' ? 1 : weigh(row, place.busiest.sum, lookupOf);
    const entry = places.get(name) ?? { name, group, busy: 0 };
    places.set(name, { ...entry, busy: entry.busy + weight });
    groups.set(group, (groups.get(group) ?? 0) + weight);
  }
  const ranked = [...places.values()].sort(
    (one, other) =>
      (groups.get(other.group) ?? 0) - (groups.get(one.group) ?? 0) ||
      compare(one.group, other.group) ||
      other.busy - one.busy ||
      compare(one.name, other.name),
  );
  const codes = assets(place.on, place.together === undefined ? 'spread' : 'together');
  const assetOf = new Map(ranked.map(({ name }, rank) => [name, codes[rank]]));
  return (row) => {
    const name = toText(nameOf(lookupOf(row)));
    if (name === '') throw new RowProblem('no place');
    const asset = assetOf.get(name);
    if (asset === undefined)
      throw new RowProblem(`the city has too few assets (${place.on}) for the places of the source`);
    return asset;
  };
}

/** A row that cannot be weighed weighs nothing; its own events will tell what is wrong with it. */
function weigh(row: Row, name: string, lookupOf: RowLookup): number {
  try {
    const number = Number(lookupOf(row)(name) ?? 0);
    return Number.isFinite(number) ? number : 0;
  } catch (error) {
    if (error instanceof RowProblem) return 0;
    throw error;
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
