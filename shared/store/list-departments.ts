import type { Sql } from './sql.ts';

/** A department or agency while a row of it holds: civil days, the second exclusive; null: no end. */
export type DepartmentRow = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly placeholder: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The departments as they are on a civil day, by code; null: every row there ever was. */
export async function listDepartments(sql: Sql, day: string | null): Promise<DepartmentRow[]> {
  const { rows } = await sql.query<DepartmentRow>(
    `SELECT code, name_vi AS name, name_en AS "nameEn", placeholder, valid_from::text AS "validFrom", valid_to::text AS "validTo"
     FROM departments WHERE $1::date IS NULL OR (valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL))
     ORDER BY code, valid_from`,
    [day],
  );
  return rows;
}
