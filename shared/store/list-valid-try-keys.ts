import type { Sql } from './sql.ts';
import { tryKeyColumns, type TryKey } from './try-key-row.ts';

/** Every test key of the city that is good at `now`, newest first. */
export async function listValidTryKeys(sql: Sql, now: Date): Promise<TryKey[]> {
  const { rows } = await sql.query<TryKey>(
    `SELECT ${tryKeyColumns} FROM try_keys t JOIN sender_keys k USING (kid)
     WHERE k.expires_at > $1 AND k.revoked_at IS NULL ORDER BY k.expires_at DESC, kid`,
    [now],
  );
  return rows;
}
