import type { Sql } from './sql.ts';

/** A metric by which units, or assets, are heard of. */
export type HeardBy = { readonly metric: string; readonly by: 'unit' | 'asset' };

/**
 * Who is asked about: `units` null is wherever they are. Days and instants mean the same time; the last hours of it are
 * told by the hour and, of units, by the minute.
 */
export type HeardAsked = {
  readonly world: string;
  readonly metrics: readonly HeardBy[];
  readonly units: readonly string[] | null;
  readonly fromDay: string;
  /** Exclusive. */
  readonly toDay: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/**
 * The last bucket with a count: within the last hours its first instant, before that its civil day; and what was counted in
 * it.
 */
export type HeardRow = {
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly day: string | null;
  readonly bucketMs: number | null;
  readonly sum: number;
};

const hourMs = 3_600_000;
const byHourMs = 48 * hourMs;
const byMinuteMs = 2 * hourMs;

/**
 * When each unit or asset was last heard of; who never was has no row. The finest buckets are looked at first, the coarser
 * ones only of who is not in them.
 */
export async function readKpiHeard(sql: Sql, asked: HeardAsked): Promise<HeardRow[]> {
  const { world, metrics, units, fromDay, toDay, fromMs, toMs } = asked;
  // OFFSET 0 keeps the look-up from being made once more for every use of what it found.
  const { rows } = await sql.query<HeardRow>(
    `SELECT s.unit, s.scope, s.metric, f.at[1] AS "bucketMs", f.at[2] AS sum, (date '1970-01-01' + f.at[3]::int)::text AS day
     FROM unnest($2::text[], $3::boolean[]) AS w(metric, by_asset)
     JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.dim = '' AND s.unit <> ''
       AND (s.scope <> '') = w.by_asset AND ($4::text[] IS NULL OR s.unit = ANY($4))
     CROSS JOIN LATERAL (SELECT coalesce(
       CASE WHEN NOT w.by_asset THEN (
         SELECT ARRAY[(date_part('epoch', bucket) * 1000)::bigint, sum, NULL] FROM counts_minute c
         WHERE c.series = s.series AND c.bucket >= $8 AND c.bucket < $9 AND c.n > 0 ORDER BY bucket DESC LIMIT 1) END,
       (SELECT ARRAY[(date_part('epoch', bucket) * 1000)::bigint, sum, NULL] FROM counts_hour c
         WHERE c.series = s.series AND c.bucket >= $7 AND c.bucket < $9 AND c.n > 0 ORDER BY bucket DESC LIMIT 1),
       (SELECT ARRAY[NULL, sum, (bucket - date '1970-01-01')::bigint] FROM counts_day c
         WHERE c.series = s.series AND c.bucket >= $5::date AND c.bucket < $6::date AND c.n > 0
         ORDER BY bucket DESC LIMIT 1)) AS at OFFSET 0) f
     WHERE f.at IS NOT NULL`,
    [
      ...[world, metrics.map(({ metric }) => metric), metrics.map(({ by }) => by === 'asset'), units, fromDay, toDay],
      ...[new Date(Math.max(fromMs, toMs - byHourMs)), new Date(Math.max(fromMs, toMs - byMinuteMs)), new Date(toMs)],
    ],
  );
  return rows;
}
