import { exclusionColumns, type ExclusionRow } from './list-exclusions.ts';
import type { Sql } from './sql.ts';

/** An exclusion by its number, held against others who would decide on it, to the end of the transaction. */
export async function lockExclusion(sql: Sql, id: number): Promise<ExclusionRow | undefined> {
  const { rows } = await sql.query<ExclusionRow>(
    `SELECT ${exclusionColumns} FROM exclusions WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0];
}
