import { readParkingDay, type ParkingSpan } from '../../store/read-parking-day.ts';
import type { Sql } from '../../store/sql.ts';
import type { DayHeard } from '../account/day-heard.ts';
import { toSiteHeard } from '../account/site-day.ts';

/** Finds what the events of a civil day say. */
export type ReadHeard = (sql: Sql, span: ParkingSpan & { readonly day: string }) => Promise<DayHeard>;

/** From the events themselves. */
export const readHeard: ReadHeard = async (sql, span) => {
  const { hours, odd } = await readParkingDay(sql, span);
  const counts = new Map(odd.map(({ site, what, n }) => [`${what} ${site}`, n]));
  return Object.fromEntries(
    [...Map.groupBy(hours, ({ site }) => site)].map(([site, own]) => [
      site,
      {
        own: toSiteHeard(own),
        unpaid: counts.get(`unpaid ${site}`) ?? 0,
        nameless: counts.get(`nameless ${site}`) ?? 0,
      },
    ]),
  );
};
