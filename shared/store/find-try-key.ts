import type { Sql } from './sql.ts';
import { tryKeyColumns, type TryKey } from './try-key-row.ts';

/** A test key by its name; null when there is none, or it is a key of another sort. */
export async function findTryKey(sql: Sql, kid: string): Promise<TryKey | null> {
  const { rows } = await sql.query<TryKey>(
    `SELECT ${tryKeyColumns} FROM try_keys t JOIN sender_keys k USING (kid) WHERE kid = $1`,
    [kid],
  );
  return rows[0] ?? null;
}
