import type { CityAsset } from '../../city/city-view.ts';
import type { AssetState } from '../../feed/asset-state.ts';
import type { KnownAsset } from '../../feed/screen-state.ts';
import { stateMarks } from '../../shapes/state-marks.ts';
import { shadeNumber } from '../shades.ts';
import type { UnitReading } from '../questions/unit-reading.ts';

/** An asset as a line of the table that says what the map shows. */
export type AssetRow = {
  readonly asset: CityAsset;
  readonly state: AssetState;
  readonly unitName: string;
  readonly seenMs: number | null;
};

/** A unit and its answer as a line of the table. */
export type UnitRow = { readonly reading: UnitReading; readonly name: string };

/** The order of states: what calls for somebody first, what is not known before what is well. */
const states: readonly AssetState[] = ['fault', 'lost', 'stale', 'late', 'unknown', 'maintenance', 'full', 'normal'];

type Named = { readonly nameOf: (unit: string) => string; readonly sought: string };

/** The assets that are drawn, the worst first; `sought`: a part of code or unit's name, without its marks. */
export function assetRows(
  assets: readonly CityAsset[],
  looks: ReadonlyMap<CityAsset, AssetState>,
  known: ReadonlyMap<string, KnownAsset> | undefined,
  { nameOf, sought }: Named,
): AssetRow[] {
  const isSought = seeker(sought);
  return assets
    .map((asset): AssetRow => {
      const seenMs = known?.get(asset.code)?.seenMs ?? null;
      return { asset, state: looks.get(asset) ?? 'unknown', unitName: nameOf(asset.unit), seenMs };
    })
    .filter(({ asset, unitName }) => isSought(asset.code, unitName))
    .sort((a, b) => states.indexOf(a.state) - states.indexOf(b.state) || compare(a.asset.code, b.asset.code));
}

/** The units and their answers: the worst shade first, of one shade the largest. */
export function unitRows(readings: readonly UnitReading[], { nameOf, sought }: Named): UnitRow[] {
  const isSought = seeker(sought);
  return readings
    .map((reading) => ({ reading, name: nameOf(reading.unit) }))
    .filter(({ reading, name }) => isSought(reading.unit, name))
    .sort(
      (a, b) =>
        rankOf(b.reading) - rankOf(a.reading) ||
        (b.reading.value ?? 0) - (a.reading.value ?? 0) ||
        compare(a.reading.unit, b.reading.unit),
    );
}

/** Whether a state wants to be looked at: what stands out on the map is strong in the table. */
export function isAbnormal(state: AssetState): boolean {
  return stateMarks[state].rank > 1;
}

/** Those without an answer come after those with one; where nothing is asked, last. */
function rankOf({ shade, reason }: UnitReading): number {
  if (reason === 'none-there') return -2;
  return reason === null ? shadeNumber(shade) : -1;
}

function seeker(sought: string): (...texts: readonly string[]) => boolean {
  const wanted = fold(sought.trim());
  return (...texts) => wanted === '' || texts.some((text) => fold(text).includes(wanted));
}

/** As it is typed without Vietnamese marks. */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
