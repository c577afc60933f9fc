import { z } from 'zod';
import { readCitySetting } from './read-city-setting.ts';
import type { Sql } from './sql.ts';

/** The city's zone; Vietnam's before a city was taken in. */
export async function readTimeZone(sql: Sql): Promise<string> {
  const zone = z.string().safeParse(await readCitySetting(sql, 'timeZone'));
  return zone.success ? zone.data : 'Asia/Ho_Chi_Minh';
}
