import type { Sql } from './sql.ts';

/** Whether a city has been taken in; from then on the registry is the truth. */
export async function hasCity(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ has: boolean }>('SELECT EXISTS (SELECT FROM city_settings) AS has');
  return rows[0]?.has === true;
}
