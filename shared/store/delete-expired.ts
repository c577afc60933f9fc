import type { Sql } from './sql.ts';

const COMMAND_KEPT_MS = 30 * 24 * 3_600_000;

/** Removes sessions that have ended and answers to commands too old to be repeated. */
export async function deleteExpired(sql: Sql, now: Date): Promise<void> {
  await sql.query(
    `WITH ended AS (DELETE FROM sessions WHERE expires_at <= $1 OR idle_expires_at <= $1)
     DELETE FROM commands WHERE at < $2`,
    [now, new Date(now.getTime() - COMMAND_KEPT_MS)],
  );
}
