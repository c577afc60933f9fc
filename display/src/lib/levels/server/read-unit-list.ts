import type pg from 'pg';
import { countOpenOfUnits } from '#shared/store/count-open-of-units.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { loadCity } from '../../server/load-city.ts';
import { seenState, wantsLook } from '../asset-line.ts';
import type { UnitLine } from '../tables/unit-table.ts';
import { readBasics } from './page-basics.ts';
import { readAssetViews } from './read-asset-views.ts';
import { pledgeFor } from './read-lines.ts';

/** Every unit with what is open in it and how its assets stand, those that want a look first. */
export async function readUnitList(pool: pg.Pool, world: string) {
  const { nowMs, units, systems } = await readBasics(pool, world);
  const [places, open] = await Promise.all([listPlaces(pool, new Date(nowMs)), countOpenOfUnits(pool, world)]);
  const views = await readAssetViews(
    world,
    places.map(({ code }) => code),
  );
  const day = civilCalendar(loadCity().view.timeZone).dayOf(nowMs);
  const placesOf = Map.groupBy(places, ({ unit }) => unit);
  const openOf = new Map(open.map((row) => [row.unit, row]));
  const rows = units
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day))
    .map(({ code, kind, name, nameEn }): UnitLine => {
      const own = placesOf.get(code) ?? [];
      const bad = own.filter((place) =>
        wantsLook(seenState(views?.get(place.code), nowMs, pledgeFor(place.code, place.kind, systems))),
      );
      const { incidents = 0, alerts = 0 } = openOf.get(code) ?? {};
      // Without the copy of the state nothing is known of any asset: that is not none.
      return {
        code,
        kind,
        name: { vi: name, en: nameEn },
        assets: own.length,
        bad: views && bad.length,
        incidents,
        alerts,
      };
    });
  return { nowMs, rows: rows.toSorted((a, b) => weightOf(b) - weightOf(a) || (a.code < b.code ? -1 : 1)) };
}

function weightOf({ incidents, bad }: UnitLine): number {
  return incidents * 1_000 + (bad ?? 0);
}
