import { hashToken } from '../access/token.ts';
import type { Sql } from './sql.ts';

/** Ends a session. Ending one that has ended already is no error. */
export async function deleteSession(sql: Sql, token: string): Promise<void> {
  await sql.query('DELETE FROM sessions WHERE token_hash = $1', [hashToken(token)]);
}
