import type { Sql } from './sql.ts';

/** One hour (UTC, its first instant in `bucketMs`) of one metric; measures in the metric's integer unit. */
export type HourRow = {
  readonly bucketMs: number;
  readonly metric: string;
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
};

/** Whose hours: a unit's ('' is the city), in `[fromMs, toMs)`, both on the hour. */
export type HoursAsked = {
  readonly world: string;
  readonly unit: string;
  readonly metrics: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** A unit's hours without labels, in order of time; hours without events have no row. */
export async function readUnitHours(sql: Sql, { world, unit, metrics, fromMs, toMs }: HoursAsked): Promise<HourRow[]> {
  const { rows } = await sql.query<HourRow>(
    `SELECT (extract(epoch FROM bucket) * 1000)::bigint AS "bucketMs", metric, n, sum, min, max FROM rollup_hour
     WHERE world = $1 AND unit = $2 AND scope = '' AND metric = ANY($3::text[]) AND dim = ''
       AND bucket >= $4 AND bucket < $5
     ORDER BY bucket, metric`,
    [world, unit, metrics, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
