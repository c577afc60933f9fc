import type { Sql } from './sql.ts';

/** From `validFrom` on, what was counted for the old unit is the new one's when it is read. */
export type UnitSuccessionRow = { readonly oldUnit: string; readonly newUnit: string; readonly validFrom: string };

/** Every succession of units, in order of time. */
export async function listUnitSuccessions(sql: Sql): Promise<UnitSuccessionRow[]> {
  const { rows } = await sql.query<UnitSuccessionRow>(
    `SELECT old_unit AS "oldUnit", new_unit AS "newUnit", valid_from::text AS "validFrom"
     FROM unit_successions ORDER BY unit_successions.valid_from, old_unit, new_unit`,
  );
  return rows;
}
