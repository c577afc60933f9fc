import type { Sql } from './sql.ts';
import { tryKeyColumns, type TryKey } from './try-key-row.ts';

/** An account's newest test keys, ended ones among them. */
export async function listTryKeysOf(sql: Sql, account: string, limit = 10): Promise<TryKey[]> {
  const { rows } = await sql.query<TryKey>(
    `SELECT ${tryKeyColumns} FROM try_keys t JOIN sender_keys k USING (kid)
     WHERE t.account = $1 ORDER BY k.expires_at DESC, kid LIMIT $2`,
    [account, limit],
  );
  return rows;
}
