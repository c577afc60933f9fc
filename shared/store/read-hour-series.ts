import type { Sql } from './sql.ts';

/** Whose hours: a unit's (`scope` '') or an asset's, under every unit it stood in; in `[fromMs, toMs)`. */
export type HourSeriesAsked = {
  readonly world: string;
  readonly units: readonly string[];
  readonly scope: string;
  readonly metrics: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** One hour of one metric, in its integer unit. */
export type HourSeriesRow = {
  readonly metric: string;
  readonly bucketMs: number;
  readonly n: number;
  readonly sum: number;
  readonly max: number;
};

/** Roll-ups by the hour, labels left out; an hour in which nothing was counted has no row. */
export async function readHourSeries(sql: Sql, asked: HourSeriesAsked): Promise<HourSeriesRow[]> {
  const { world, units, scope, metrics, fromMs, toMs } = asked;
  const { rows } = await sql.query<HourSeriesRow>(
    `SELECT s.metric, (extract(epoch FROM c.bucket) * 1000)::bigint AS "bucketMs",
       sum(c.n)::bigint AS n, sum(c.sum)::bigint AS sum, max(c.max) AS max
     FROM series s JOIN counts_hour c ON c.series = s.series AND c.bucket >= $5 AND c.bucket < $6
     WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.unit = ANY($3::text[]) AND s.scope = $4 AND s.dim = ''
     GROUP BY s.metric, c.bucket HAVING sum(c.n) > 0 ORDER BY c.bucket, s.metric`,
    [world, metrics, units, scope, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
