import type { Sql } from './sql.ts';

/** What a world holds: events counted, and the first and last hour of its own in which something was; null: nothing was. */
export type WorldSize = {
  readonly world: string;
  readonly counted: number;
  readonly keys: number;
  readonly firstHour: Date | null;
  readonly lastHour: Date | null;
};

/**
 * Every world that has a clock, a key or an event, `live` too, by name; keys are those valid at `now`. The door's own ticks
 * are no events of a world's sources.
 */
export async function listWorldSizes(sql: Sql, now: Date): Promise<WorldSize[]> {
  const { rows } = await sql.query<WorldSize>(
    `WITH known AS (
       SELECT 'live' AS world UNION SELECT world FROM worlds UNION SELECT world FROM sender_keys
       UNION SELECT world FROM receipts
     )
     SELECT world, coalesce(r.counted, 0)::bigint AS counted, coalesce(k.keys, 0)::int AS keys,
            h.first AS "firstHour", h.last AS "lastHour"
     FROM known
     LEFT JOIN (SELECT world, sum(counted) AS counted FROM receipts
                WHERE source NOT LIKE 'urn:vonglau:%:door' GROUP BY world) r USING (world)
     LEFT JOIN (SELECT world, count(*) AS keys FROM sender_keys
                WHERE revoked_at IS NULL AND not_before <= $1 AND expires_at > $1 GROUP BY world) k USING (world)
     LEFT JOIN LATERAL (
       SELECT min(c.first) AS first, max(c.last) AS last FROM series s
       JOIN LATERAL (SELECT min(bucket) AS first, max(bucket) AS last FROM counts_hour c WHERE c.series = s.series) c ON true
       WHERE s.world = known.world AND s.unit = '' AND s.scope = '' AND s.dim = ''
     ) h ON true
     ORDER BY world <> 'live', world`,
    [now],
  );
  return rows;
}
