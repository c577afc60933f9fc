import type { StatementMapping } from '../money/statement/mapping.ts';
import type { Sql } from './sql.ts';

/** How the statements of one bank about one operator's transfers are read, and who said so. */
export type MappingRow = {
  readonly mapping: StatementMapping;
  readonly editedBy: string;
  readonly editedAt: Date;
};

/** Every mapping, by code. */
export async function listMappings(sql: Sql): Promise<MappingRow[]> {
  const { rows } = await sql.query<MappingRow>(
    'SELECT mapping, edited_by AS "editedBy", edited_at AS "editedAt" FROM money_mappings ORDER BY code',
  );
  return rows;
}

/** Keeps a mapping in place of the one of the same code; returns what it replaces. */
export async function saveMapping(
  sql: Sql,
  mapping: StatementMapping,
  { by, at }: { by: string; at: Date },
): Promise<StatementMapping | undefined> {
  const { rows } = await sql.query<{ mapping: StatementMapping }>(
    'SELECT mapping FROM money_mappings WHERE code = $1 FOR UPDATE',
    [mapping.code],
  );
  await sql.query(
    `INSERT INTO money_mappings (code, operator, mapping, edited_by, edited_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (code) DO UPDATE SET operator = excluded.operator, mapping = excluded.mapping,
       edited_by = excluded.edited_by, edited_at = excluded.edited_at`,
    [mapping.code, mapping.operator, JSON.stringify(mapping), by, at],
  );
  return rows[0]?.mapping;
}
