import { wantedSeriesSql, type KpiRead } from './kpi-series.ts';
import type { Sql } from './sql.ts';

/**
 * Whose days: of `units` ('' the city), from the first of `bounds` to before the last. Bounds are civil days in order; the
 * days between two of them are one piece, numbered from 0. `labelled`: of whom any label of a key is read; left out: of all.
 */
export type KpiDaysAsked = {
  readonly world: string;
  readonly reads: readonly KpiRead[];
  readonly units: readonly string[];
  readonly labelled?: readonly string[];
  readonly bounds: readonly string[];
};

/** What one unit counted in one piece; measures in the metric's integer unit. */
export type KpiDayRow = {
  readonly piece: number;
  readonly unit: string;
  readonly metric: string;
  readonly dim: string;
  readonly n: number;
  readonly sum: number;
};

/** Totals of many units at once, each series added up by itself so that only its own days are read. */
export async function readKpiDays(sql: Sql, asked: KpiDaysAsked): Promise<KpiDayRow[]> {
  const { world, reads, units, labelled = units, bounds } = asked;
  if (reads.length === 0) return [];
  const { rows } = await sql.query<KpiDayRow>(
    `WITH ${wantedSeriesSql}
     SELECT t.piece, w.unit, w.metric, w.dim, t.n, t.sum FROM wanted w CROSS JOIN LATERAL (
       SELECT width_bucket(c.bucket, $6::date[]) - 1 AS piece, sum(c.n)::bigint AS n, sum(c.sum)::bigint AS sum
       FROM counts_day c WHERE c.series = w.series AND c.bucket >= $7::date AND c.bucket < $8::date GROUP BY 1) t`,
    [
      ...[world, reads.map(({ metric }) => metric), reads.map(({ dim }) => dim), units],
      ...[labelled, bounds, bounds[0], bounds.at(-1)],
    ],
  );
  return rows;
}
