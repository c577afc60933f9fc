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
  readonly toMs: number;
};

/** The last bucket with a count: its civil day, and within the last hours its first instant; `sum` of the finest. */
export type HeardRow = {
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly day: string;
  readonly bucketMs: number | null;
  readonly sum: number;
};

const hourMs = 3_600_000;
const byHourMs = 48 * hourMs;
const byMinuteMs = 2 * hourMs;

/** When each unit or asset was last heard of; who never was has no row. */
export async function readKpiHeard(sql: Sql, asked: HeardAsked): Promise<HeardRow[]> {
  const { world, metrics, units, fromDay, toDay, toMs } = asked;
  const { rows } = await sql.query<HeardRow>(
    `SELECT s.unit, s.scope, s.metric, d.bucket::text AS day, coalesce(m.sum, h.sum, d.sum) AS sum,
       (extract(epoch FROM coalesce(m.bucket, h.bucket)) * 1000)::bigint AS "bucketMs"
     FROM unnest($2::text[], $3::boolean[]) AS w(metric, by_asset)
     JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.dim = '' AND s.unit <> ''
       AND (s.scope <> '') = w.by_asset AND ($4::text[] IS NULL OR s.unit = ANY($4))
     CROSS JOIN LATERAL (
       SELECT bucket, sum FROM counts_day c
       WHERE c.series = s.series AND c.bucket >= $5::date AND c.bucket < $6::date AND c.n > 0
       ORDER BY bucket DESC LIMIT 1) d
     LEFT JOIN LATERAL (
       SELECT bucket, sum FROM counts_hour c WHERE c.series = s.series AND c.bucket >= $7 AND c.bucket < $9 AND c.n > 0
       ORDER BY bucket DESC LIMIT 1) h ON true
     LEFT JOIN LATERAL (
       SELECT bucket, sum FROM counts_minute c
       WHERE NOT w.by_asset AND c.series = s.series AND c.bucket >= $8 AND c.bucket < $9 AND c.n > 0
       ORDER BY bucket DESC LIMIT 1) m ON true`,
    [
      ...[world, metrics.map(({ metric }) => metric), metrics.map(({ by }) => by === 'asset'), units, fromDay, toDay],
      ...[new Date(toMs - byHourMs), new Date(toMs - byMinuteMs), new Date(toMs)],
    ],
  );
  return rows;
}
