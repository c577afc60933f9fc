import { packHeader } from '../locality/pack-header.ts';
import type { Sql } from './sql.ts';

/** What screens need to know of the city as a whole. */
const shown = packHeader.pick({ code: true, name: true, timeZone: true, hotline: true, seat: true });
export type CitySettings = ReturnType<typeof shown.parse>;

/** What is said of the city as a whole on a civil day; undefined before a city was taken in. */
export async function readCitySettings(sql: Sql, day: string): Promise<CitySettings | undefined> {
  const { rows } = await sql.query<{ key: string; value: string }>(
    `SELECT key, value FROM city_settings
     WHERE key = ANY($1) AND valid_from <= $2 AND (valid_to > $2 OR valid_to IS NULL)`,
    [Object.keys(shown.shape), day],
  );
  if (rows.length === 0) return undefined;
  return shown.parse(Object.fromEntries(rows.map(({ key, value }) => [key, JSON.parse(value) as unknown])));
}
