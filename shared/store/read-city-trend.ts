import type { Sql } from './sql.ts';

/** One civil day of one metric of the whole city; measures in the metric's integer unit. */
export type DayRow = {
  readonly day: string;
  readonly metric: string;
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
};

/** The city's days `fromDay` to `toDay`, both included, in order; a day without events has no row. */
export async function readCityTrend(
  sql: Sql,
  { world, metrics, fromDay, toDay }: { world: string; metrics: readonly string[]; fromDay: string; toDay: string },
): Promise<DayRow[]> {
  const { rows } = await sql.query<DayRow>(
    `SELECT bucket::text AS day, metric, n, sum, min, max FROM rollup_day
     WHERE world = $1 AND unit = '' AND metric = ANY($2::text[]) AND bucket BETWEEN $3::date AND $4::date
       AND scope = '' AND dim = ''
     ORDER BY bucket, metric`,
    [world, metrics, fromDay, toDay],
  );
  return rows;
}
