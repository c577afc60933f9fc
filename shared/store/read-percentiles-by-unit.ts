import { percentile } from '../kpi/histogram.ts';
import type { Sql } from './sql.ts';
import { sumSlots, type DaySlots } from './sum-slots.ts';

/** One unit's percentiles ('' is the city) in the metric's unit, in the order they were asked for. */
export type UnitPercentiles = { readonly unit: string; readonly n: number; readonly values: readonly number[] };

/** One metric over the civil days `fromDay` to `toDay`, both included; `shares` as 0.5 and 0.9. */
export type PercentilesAsked = {
  readonly world: string;
  readonly metric: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly shares: readonly number[];
};

type Row = DaySlots & { readonly unit: string };

/** Percentiles of the city and every unit, off by at most 9 %; who counted nothing is absent. */
export async function readPercentilesByUnit(
  sql: Sql,
  { world, metric, fromDay, toDay, shares }: PercentilesAsked,
): Promise<UnitPercentiles[]> {
  const { rows } = await sql.query<Row>(
    `SELECT s.unit, string_agg(d.slots::text, '') AS slots, string_agg(d.ns::text, '') AS ns
     FROM series s JOIN slots_day d ON d.series = s.series AND d.bucket BETWEEN $3::date AND $4::date
     WHERE s.world = $1 AND s.metric = $2 AND s.scope = '' AND s.dim = ''
     GROUP BY s.unit`,
    [world, metric, fromDay, toDay],
  );
  return rows.flatMap(({ unit, ...days }) => {
    const slots = [...sumSlots([days])];
    const values = shares.map((share) => percentile(slots, share));
    if (values.some((value) => value === null)) return [];
    return [{ unit, n: slots.reduce((sum, [, n]) => sum + n, 0), values: values as number[] }];
  });
}
