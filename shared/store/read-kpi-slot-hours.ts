import { hoursOf, type KpiHoursAsked } from './read-kpi-hours.ts';
import type { KpiSlotRow } from './read-kpi-slot-days.ts';
import type { Sql } from './sql.ts';

/** Distributions of units in the hours asked for (see `readKpiHours`). */
export async function readKpiSlotHours(
  sql: Sql,
  { world, metric, ...hours }: Omit<KpiHoursAsked, 'reads'> & { readonly metric: string },
): Promise<KpiSlotRow[]> {
  if (hours.places.length === 0 || hours.hoursMs.length === 0) return [];
  const { rows } = await sql.query<KpiSlotRow>(
    `WITH places AS MATERIALIZED (
       SELECT s.series, s.unit, s.metric FROM unnest($3::text[], $4::text[]) AS p(unit, scope)
       JOIN series s ON s.world = $1 AND s.metric = $2 AND s.unit = p.unit AND s.scope = p.scope AND s.dim = '')
     SELECT width_bucket(h.bucket, $6::timestamptz[]) - 1 AS piece, p.unit, p.metric, h.slot, sum(h.n)::bigint AS n
     FROM places p JOIN slots_hour h ON h.series = p.series AND h.bucket = ANY($5::timestamptz[])
     WHERE h.bucket >= $7 AND h.bucket <= $8 GROUP BY 1, 2, 3, 4`,
    [world, metric, ...hoursOf(hours)],
  );
  return rows;
}
