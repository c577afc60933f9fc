import { hashToken, newToken } from '../access/token.ts';
import { IDLE_MS, LIFETIME_MS } from '../access/session-limits.ts';
import type { Sql } from './sql.ts';

/** Opens a session and returns its token, which is stored nowhere but as a hash. `expiresAt` is the absolute end. */
export async function createSession(
  sql: Sql,
  { account, now }: { account: string; now: Date },
): Promise<{ token: string; expiresAt: Date }> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await sql.query(
    `INSERT INTO sessions (token_hash, account, created_at, last_seen_at, idle_expires_at, expires_at)
     VALUES ($1, $2, $3, $3, $4, $5)`,
    [hashToken(token), account, now, new Date(now.getTime() + IDLE_MS), expiresAt],
  );
  return { token, expiresAt };
}
