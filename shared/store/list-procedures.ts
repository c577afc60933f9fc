import type { Sql } from './sql.ts';

/** A procedure while a row of it holds; `statutoryDays` are working days, null: not known, 0: the same day. */
export type ProcedureRow = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly field: string | null;
  /** How far it can be done online. */
  readonly level: 'full' | 'partial' | 'none';
  readonly statutoryDays: number | null;
  readonly redesigned: boolean;
  readonly placeholder: boolean;
  /** Civil days, the second exclusive; null: no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The procedures as they are on a civil day, by code; null: every row there ever was. */
export async function listProcedures(sql: Sql, day: string | null): Promise<ProcedureRow[]> {
  const { rows } = await sql.query<ProcedureRow>(
    `SELECT code, name_vi AS name, name_en AS "nameEn", field, level, statutory_days AS "statutoryDays", redesigned, placeholder,
       valid_from::text AS "validFrom", valid_to::text AS "validTo"
     FROM procedures WHERE $1::date IS NULL OR (valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL))
     ORDER BY code, valid_from`,
    [day],
  );
  return rows;
}
