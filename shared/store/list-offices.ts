import type { Sql } from './sql.ts';

/** An office, which answers for a unit, a department or (both null) the city; civil days, the second exclusive. */
export type OfficeRow = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly unit: string | null;
  readonly department: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The offices as they are on a civil day, by code; null: every row there ever was. */
export async function listOffices(sql: Sql, day: string | null): Promise<OfficeRow[]> {
  const { rows } = await sql.query<OfficeRow>(
    `SELECT code, name_vi AS name, name_en AS "nameEn", unit, department,
       valid_from::text AS "validFrom", valid_to::text AS "validTo"
     FROM offices WHERE $1::date IS NULL OR (valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL))
     ORDER BY code, valid_from`,
    [day],
  );
  return rows;
}
