import { listOffices, type OfficeRow } from '#shared/store/list-offices.ts';
import { listSystems, type SystemRow } from '#shared/store/list-systems.ts';
import { listUnits, type UnitRow } from '#shared/store/list-units.ts';
import { readCitySetting } from '#shared/store/read-city-setting.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { loadCity } from '../../server/load-city.ts';

/** What every page of one thing needs of the city at its world's present. */
export type Basics = {
  readonly nowMs: number;
  readonly units: readonly UnitRow[];
  readonly systems: readonly SystemRow[];
  readonly offices: readonly OfficeRow[];
  /** The department that runs the service points; null: none is named. */
  readonly centre: string | null;
};

/** How far back incidents and alerts that are over are listed. */
export const pastDays = 30;
export const mostListed = 20;
export const dayMs = 86_400_000;

export async function readBasics(sql: Sql, world: string): Promise<Basics> {
  const nowMs = (await readWorldNow(sql, world, Date.now())) ?? Date.now();
  const day = civilCalendar(loadCity().view.timeZone).dayOf(nowMs);
  const [units, systems, offices, centre] = await Promise.all([
    listUnits(sql, null),
    listSystems(sql, day),
    listOffices(sql, day),
    readCitySetting(sql, 'centre'),
  ]);
  return { nowMs, units, systems, offices, centre: typeof centre === 'string' ? centre : null };
}

/** The row of a unit that holds on the day of `nowMs`, or else its last one; undefined: there never was one. */
export function unitAt({ units, nowMs }: Basics, code: string): UnitRow | undefined {
  const day = civilCalendar(loadCity().view.timeZone).dayOf(nowMs);
  const rows = units.filter((unit) => unit.code === code);
  return rows.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day)) ?? rows.at(-1);
}

/** How many hours of series are shown: a day, or a week. */
export function readHours(query: URLSearchParams): 24 | 168 {
  return query.get('hours') === '168' ? 168 : 24;
}
