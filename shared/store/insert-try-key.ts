import type { Sql } from './sql.ts';

/** Notes whose test key this is. */
export async function insertTryKey(sql: Sql, { kid, account }: { kid: string; account: string }): Promise<void> {
  await sql.query('INSERT INTO try_keys (kid, account) VALUES ($1, $2)', [kid, account]);
}
