import type { Sql } from './sql.ts';

/** The operators of parking sites that there are on a civil day, by code. */
export async function listOperators(sql: Sql, day: string): Promise<{ code: string; name: string }[]> {
  const { rows } = await sql.query<{ code: string; name: string }>(
    `SELECT code, name FROM operators WHERE valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL) ORDER BY code`,
    [day],
  );
  return rows;
}
