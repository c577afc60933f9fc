import type { Sql } from './sql.ts';

/** Of a connected system in some days: milliseconds its probe vouches for, and of these those in which it worked. */
export type SystemSeen = { readonly system: string; readonly seenMs: number; readonly okMs: number };

/** What probes found of each connected system; `toDay` is exclusive. One that nothing probed has no row. */
export async function readSystemDown(
  sql: Sql,
  { world, fromDay, toDay }: { world: string; fromDay: string; toDay: string },
): Promise<SystemSeen[]> {
  const { rows } = await sql.query<SystemSeen>(
    `SELECT s.scope AS system, coalesce(sum(c.sum) FILTER (WHERE s.metric = 'link.seen_ms'), 0)::bigint AS "seenMs",
       coalesce(sum(c.sum) FILTER (WHERE s.metric = 'link.ok_ms'), 0)::bigint AS "okMs"
     FROM series s JOIN counts_day c ON c.series = s.series AND c.bucket >= $2::date AND c.bucket < $3::date
     WHERE s.world = $1 AND s.metric IN ('link.seen_ms', 'link.ok_ms') AND s.scope <> '' AND s.dim = ''
     GROUP BY s.scope ORDER BY s.scope`,
    [world, fromDay, toDay],
  );
  return rows;
}
