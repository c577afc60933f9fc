import type { Role } from '../access/roles.ts';
import { IDLE_MS, TOUCH_MS } from '../access/session-limits.ts';
import { hashToken } from '../access/token.ts';
import type { Sql } from './sql.ts';

export type Session = { readonly account: string; readonly role: Role; readonly unit: string | null };

/**
 * Whose session this is, if it has not ended and the account may still log in; undefined otherwise. Counts as use, which
 * keeps the session from going idle.
 */
export async function findSession(sql: Sql, token: string, now: Date): Promise<Session | undefined> {
  const { rows } = await sql.query<Session>(
    `WITH found AS (
       SELECT token_hash, account, role, unit, last_seen_at
       FROM sessions JOIN accounts ON accounts.name = sessions.account
       WHERE token_hash = $1 AND idle_expires_at > $2 AND expires_at > $2 AND disabled_at IS NULL
     ), touched AS (
       UPDATE sessions SET last_seen_at = $2, idle_expires_at = $3
       FROM found WHERE sessions.token_hash = found.token_hash AND found.last_seen_at <= $4
     )
     SELECT account, role, unit FROM found`,
    [hashToken(token), now, new Date(now.getTime() + IDLE_MS), new Date(now.getTime() - TOUCH_MS)],
  );
  return rows[0];
}
