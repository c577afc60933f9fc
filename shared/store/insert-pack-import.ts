import type { Sql } from './sql.ts';

/** Notes that a pack of this content was taken in; false when it had been before. */
export async function insertPackImport(sql: Sql, hash: string, at: Date): Promise<boolean> {
  const { rowCount } = await sql.query(
    'INSERT INTO pack_imports (hash, imported_at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING',
    [hash, at],
  );
  return rowCount === 1;
}
