import type { KpiRead } from './kpi-series.ts';
import type { KpiDayRow } from './read-kpi-days.ts';
import type { Sql } from './sql.ts';

/** Whose hours: a unit's (`scope` ''), or those of an asset in it. */
export type KpiPlace = { readonly unit: string; readonly scope: string };

/**
 * Which hours of whom: `hoursMs` are their first instants, in order. `boundsMs` are instants in order too; what lies
 * between two of them is one piece, numbered from 0.
 */
export type KpiHoursAsked = {
  readonly world: string;
  readonly reads: readonly KpiRead[];
  readonly places: readonly KpiPlace[];
  readonly hoursMs: readonly number[];
  readonly boundsMs: readonly number[];
};

/** What was counted in the hours asked for. */
export async function readKpiHours(
  sql: Sql,
  asked: KpiHoursAsked,
): Promise<(KpiDayRow & { readonly scope: string })[]> {
  const { world, reads, places, hoursMs } = asked;
  if (reads.length === 0 || places.length === 0 || hoursMs.length === 0) return [];
  const { rows } = await sql.query<KpiDayRow & { scope: string }>(
    `WITH places AS MATERIALIZED (
       SELECT s.series, s.unit, s.scope, s.metric, s.dim
       FROM unnest($4::text[], $5::text[]) AS p(unit, scope) CROSS JOIN unnest($2::text[], $3::text[]) AS w(metric, dim)
       JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.unit = p.unit AND s.scope = p.scope
         AND CASE WHEN w.dim LIKE '%=*' THEN starts_with(s.dim, left(w.dim, -1)) ELSE s.dim = w.dim END)
     SELECT width_bucket(c.bucket, $7::timestamptz[]) - 1 AS piece, p.unit, p.scope, p.metric, p.dim,
       sum(c.n)::bigint AS n, sum(c.sum)::bigint AS sum
     FROM places p JOIN counts_hour c ON c.series = p.series AND c.bucket = ANY($6::timestamptz[])
     WHERE c.bucket >= $8 AND c.bucket <= $9 GROUP BY 1, 2, 3, 4, 5`,
    [world, reads.map(({ metric }) => metric), reads.map(({ dim }) => dim), ...hoursOf(asked)],
  );
  return rows;
}

/** Places, hours, bounds, and the first and last hour, as parameters. */
export function hoursOf({ places, hoursMs, boundsMs }: Omit<KpiHoursAsked, 'world' | 'reads'>): unknown[] {
  const hours = hoursMs.map((ms) => new Date(ms));
  return [
    ...[places.map(({ unit }) => unit), places.map(({ scope }) => scope), hours, boundsMs.map((ms) => new Date(ms))],
    // Told apart from the list, so that only the chunks that hold them are planned for.
    ...[hours[0], hours.at(-1)],
  ];
}
