import type { Sql } from './sql.ts';

/** The last day of a span of which a world's raw events were dropped (RETENTION_D); undefined: all of them are there. */
export async function readLastDropped(
  sql: Sql,
  { world, fromMs, toMs }: { world: string; fromMs: number; toMs: number },
): Promise<string | undefined> {
  const { rows } = await sql.query<{ day: string }>(
    `SELECT day::text FROM seals WHERE world = $1 AND dropped_at IS NOT NULL
       AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date AND day < ($3::timestamptz AT TIME ZONE 'UTC')::date
     ORDER BY day DESC LIMIT 1`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  return rows[0]?.day;
}
