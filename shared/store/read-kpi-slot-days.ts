import type { KpiDaysAsked } from './read-kpi-days.ts';
import type { Sql } from './sql.ts';

/** What one unit counted in one slot of a metric's distribution in one piece. */
export type KpiSlotRow = {
  readonly piece: number;
  readonly unit: string;
  readonly metric: string;
  readonly slot: number;
  readonly n: number;
};

/** Distributions of many units at once, in the pieces that `bounds` make (see `readKpiDays`). */
export async function readKpiSlotDays(
  sql: Sql,
  { world, metrics, units, bounds }: Omit<KpiDaysAsked, 'reads'> & { readonly metrics: readonly string[] },
): Promise<KpiSlotRow[]> {
  if (metrics.length === 0) return [];
  const { rows } = await sql.query<KpiSlotRow>(
    `SELECT t.piece, s.unit, s.metric, t.slot, t.n FROM series s CROSS JOIN LATERAL (
       SELECT width_bucket(d.bucket, $4::date[]) - 1 AS piece, d.slot, sum(d.n)::bigint AS n
       FROM slots_day d WHERE d.series = s.series AND d.bucket >= $5::date AND d.bucket < $6::date GROUP BY 1, 2) t
     WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.unit = ANY($3::text[]) AND s.scope = '' AND s.dim = ''`,
    [world, metrics, units, bounds, bounds[0], bounds.at(-1)],
  );
  return rows;
}
