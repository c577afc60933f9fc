import type { MoneySite } from '../money/account/site-day.ts';
import type { Sql } from './sql.ts';

/** The parking sites in service at any time of a span, by code, as they were last in it. */
export async function listParkingSites(
  sql: Sql,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): Promise<MoneySite[]> {
  const { rows } = await sql.query<MoneySite>(
    `SELECT DISTINCT ON (code) code, unit, coalesce(operator, '') AS operator, name, lon, lat, spaces FROM assets
     WHERE kind = 'parking' AND valid_from < $2 AND (valid_to > $1 OR valid_to IS NULL) ORDER BY code, valid_from DESC`,
    [new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
