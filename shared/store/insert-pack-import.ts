import type { Sql } from './sql.ts';

/** Notes that a pack of this content was taken in, and when last. */
export async function insertPackImport(sql: Sql, hash: string, at: Date): Promise<void> {
  await sql.query(
    `INSERT INTO pack_imports (hash, imported_at) VALUES ($1, $2)
     ON CONFLICT (hash) DO UPDATE SET imported_at = excluded.imported_at`,
    [hash, at],
  );
}
