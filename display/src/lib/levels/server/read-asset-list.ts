import type pg from 'pg';
import { listPlaces } from '#shared/store/list-places.ts';
import { byUrgency, seenState, type AssetLine } from '../asset-line.ts';
import { isAsked, type AssetFilter } from '../asset-filter.ts';
import { readBasics } from './page-basics.ts';
import { readAssetViews } from './read-asset-views.ts';
import { nameOf, pledgeFor, readLines } from './read-lines.ts';

type Asked = {
  readonly world: string;
  readonly filter: AssetFilter;
  readonly skip: number;
  readonly limit: number;
  /** Signs of life are read for what is shown on a page, not for a file of all. */
  readonly hasStrips: boolean;
};

/** Assets as a filter has them, those that want a look first. */
export async function readAssetList(pool: pg.Pool, { world, filter, skip, limit, hasStrips }: Asked) {
  const { nowMs, units, systems } = await readBasics(pool, world);
  const places = await listPlaces(pool, new Date(nowMs));
  const views = await readAssetViews(
    world,
    places.map(({ code }) => code),
  );
  const lines = places.map((place): AssetLine => {
    const { code, kind, unit } = place;
    const view = views === null ? null : views.get(code);
    return {
      ...{ code, kind, unit, name: nameOf(code, place, systems), strip: null },
      state: seenState(view, nowMs, pledgeFor(code, kind, systems)),
      heardMs: view ? Date.parse(view.seen) : null,
    };
  });
  const asked = byUrgency(lines.filter((line) => isAsked(line, filter)));
  const shown = asked.slice(skip, skip + limit);
  const codes = new Set(shown.map(({ code }) => code));
  const drawn = hasStrips
    ? await readLines(pool, { world, nowMs, systems, places: places.filter(({ code }) => codes.has(code)) })
    : [];
  const strips = new Map(drawn.map(({ code, strip }) => [code, strip]));
  return {
    ...{ nowMs, total: asked.length },
    rows: shown.map((line) => ({ ...line, strip: strips.get(line.code) ?? null })),
    units: units.filter(({ validTo }) => validTo === null).map(({ code, name, nameEn }) => ({ code, name, nameEn })),
  };
}
