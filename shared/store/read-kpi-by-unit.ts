import type { Sql } from './sql.ts';

/** What one unit ('' is the city) counted of one metric; measures in the metric's integer unit. */
export type UnitTotal = {
  readonly unit: string;
  readonly metric: string;
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
};

/** Civil days `fromDay` to `toDay`, both included. */
export type DaysAsked = {
  readonly world: string;
  readonly metrics: readonly string[];
  readonly fromDay: string;
  readonly toDay: string;
};

/**
 * Totals of the city and of every unit over some civil days, labels left out; who counted nothing has no row. Each series
 * is added up by itself, so that only its own days are read, however many others there are.
 */
export async function readKpiByUnit(sql: Sql, { world, metrics, fromDay, toDay }: DaysAsked): Promise<UnitTotal[]> {
  const { rows } = await sql.query<UnitTotal>(
    `SELECT s.unit, s.metric, t.* FROM series s CROSS JOIN LATERAL (
       SELECT sum(n)::bigint AS n, sum(sum)::bigint AS sum, min(min) AS min, max(max) AS max
       FROM counts_day c WHERE c.series = s.series AND c.bucket BETWEEN $3::date AND $4::date) t
     WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.scope = '' AND s.dim = '' AND t.n IS NOT NULL`,
    [world, metrics, fromDay, toDay],
  );
  return rows;
}
