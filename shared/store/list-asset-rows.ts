import type { AssetRow } from '../wire/registry.ts';
import type { Sql } from './sql.ts';

type Row = Omit<AssetRow, 'from' | 'to'> & { from: Date; to: Date | null };

/** Every asset and span of time in one unit, in order of code and time. */
export async function listAssetRows(sql: Sql): Promise<AssetRow[]> {
  const { rows } = await sql.query<Row>(
    'SELECT code, kind, unit, valid_from AS "from", valid_to AS "to" FROM assets ORDER BY code, valid_from',
  );
  return rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to?.toISOString() ?? null }));
}
