import type { Sql } from './sql.ts';

/** Revokes a key from `at` on and returns when it was revoked: earlier, if it had been. Undefined: no such key. */
export async function revokeSenderKey(sql: Sql, kid: string, at: Date): Promise<Date | undefined> {
  const { rows } = await sql.query<{ revoked_at: Date }>(
    'UPDATE sender_keys SET revoked_at = COALESCE(revoked_at, $2) WHERE kid = $1 RETURNING revoked_at',
    [kid, at],
  );
  return rows[0]?.revoked_at;
}
