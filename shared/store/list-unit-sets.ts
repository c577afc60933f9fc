import type { Sql } from './sql.ts';

type Codes = { readonly rows: readonly { readonly value: { readonly code: string; readonly type: string } }[] };

/** What sets of units may name: units and their types, branches, whenever they held. */
export async function listUnitSets(sql: Sql): Promise<{ readonly units: Codes; readonly branches: Codes }> {
  const units = await sql.query<{ code: string; type: string }>('SELECT DISTINCT code, kind AS type FROM units');
  const branches = await sql.query<{ code: string; type: string }>(
    `SELECT DISTINCT code, kind AS type FROM assets WHERE kind = 'branch'`,
  );
  const toRows = (rows: readonly { code: string; type: string }[]): Codes => ({
    rows: rows.map((value) => ({ value })),
  });
  return { units: toRows(units.rows), branches: toRows(branches.rows) };
}
