import type { KpiDaysAsked } from './read-kpi-days.ts';
import type { Sql } from './sql.ts';
import { sumSlots, type DaySlots } from './sum-slots.ts';

/** What one unit counted in one slot of a metric's distribution in one piece. */
export type KpiSlotRow = {
  readonly piece: number;
  readonly unit: string;
  readonly metric: string;
  readonly slot: number;
  readonly n: number;
};

type Row = DaySlots & Pick<KpiSlotRow, 'piece' | 'unit' | 'metric'>;

/** Distributions of many units at once, in the pieces that `bounds` make (see `readKpiDays`). */
export async function readKpiSlotDays(
  sql: Sql,
  { world, metrics, units, bounds }: Omit<KpiDaysAsked, 'reads'> & { readonly metrics: readonly string[] },
): Promise<KpiSlotRow[]> {
  if (metrics.length === 0) return [];
  // Days are added up here, which takes less than half of what it takes slot by slot in SQL.
  const { rows } = await sql.query<Row>(
    `SELECT width_bucket(d.bucket, $4::date[]) - 1 AS piece, s.unit, s.metric, string_agg(d.slots::text, '') AS slots,
       string_agg(d.ns::text, '') AS ns
     FROM series s JOIN slots_day d ON d.series = s.series AND d.bucket >= $5::date AND d.bucket < $6::date
     WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.unit = ANY($3::text[]) AND s.scope = '' AND s.dim = ''
     GROUP BY 1, 2, 3`,
    [world, metrics, units, bounds, bounds[0], bounds.at(-1)],
  );
  return rows.flatMap(({ slots, ns, ...of }) =>
    [...sumSlots([{ slots, ns }])].map(([slot, n]) => ({ ...of, slot, n })),
  );
}
