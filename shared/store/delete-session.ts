import { hashToken } from '../access/token.ts';
import type { Sql } from './sql.ts';

/** Ends a session and says whose it was; undefined when it had ended already, which is no error. */
export async function deleteSession(sql: Sql, token: string): Promise<string | undefined> {
  const { rows } = await sql.query<{ account: string }>(
    'DELETE FROM sessions WHERE token_hash = $1 RETURNING account',
    [hashToken(token)],
  );
  return rows[0]?.account;
}
