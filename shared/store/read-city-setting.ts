import type { Sql } from './sql.ts';

/** What the city's folder says under a key of `pack.yaml`, by its newest row; undefined: nothing. */
export async function readCitySetting(sql: Sql, key: string): Promise<unknown> {
  const { rows } = await sql.query<{ value: string }>(
    'SELECT value FROM city_settings WHERE key = $1 ORDER BY valid_from DESC LIMIT 1',
    [key],
  );
  return rows[0] && (JSON.parse(rows[0].value) as unknown);
}
