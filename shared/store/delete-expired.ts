import type { Sql } from './sql.ts';

const COMMAND_KEPT_MS = 30 * 24 * 3_600_000;

/** How many sessions of an account have ended. */
export type EndedSessions = { readonly account: string; readonly sessions: number };

/** Removes sessions that have ended, and says whose, and answers to commands too old to be repeated. */
export async function deleteExpired(sql: Sql, now: Date): Promise<EndedSessions[]> {
  await sql.query('DELETE FROM commands WHERE at < $1', [new Date(now.getTime() - COMMAND_KEPT_MS)]);
  const { rows } = await sql.query<EndedSessions>(
    `WITH ended AS (DELETE FROM sessions WHERE expires_at <= $1 OR idle_expires_at <= $1 RETURNING account)
     SELECT account, count(*)::int AS sessions FROM ended GROUP BY account ORDER BY account`,
    [now],
  );
  return rows;
}
