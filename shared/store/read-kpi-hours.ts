import type { KpiRead } from './kpi-series.ts';
import type { KpiDayRow } from './read-kpi-days.ts';
import type { Sql } from './sql.ts';

/** Hours of a unit (`scope` '') or of an asset in it: those of the group of spans numbered `group`. */
export type KpiHoursOf = { readonly unit: string; readonly scope: string; readonly group: number };

/**
 * Which hours of whom: spans of milliseconds on the hour, by group; `boundsMs` are instants in order, what lies between
 * two of them is one piece, numbered from 0.
 */
export type KpiHoursAsked = {
  readonly world: string;
  readonly reads: readonly KpiRead[];
  readonly places: readonly KpiHoursOf[];
  readonly groups: readonly (readonly { readonly fromMs: number; readonly toMs: number }[])[];
  readonly boundsMs: readonly number[];
};

/** What was counted in the hours asked for. */
export async function readKpiHours(
  sql: Sql,
  asked: KpiHoursAsked,
): Promise<(KpiDayRow & { readonly scope: string })[]> {
  if (asked.reads.length === 0 || asked.places.length === 0) return [];
  const { rows } = await sql.query<KpiDayRow & { scope: string }>(
    `WITH places AS MATERIALIZED (
       SELECT s.series, s.unit, s.scope, s.metric, s.dim, p.grp
       FROM unnest($4::text[], $5::text[], $6::int[]) AS p(unit, scope, grp)
       CROSS JOIN unnest($2::text[], $3::text[]) AS w(metric, dim)
       JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.unit = p.unit AND s.scope = p.scope
         AND CASE WHEN w.dim LIKE '%=*' THEN starts_with(s.dim, left(w.dim, -1)) ELSE s.dim = w.dim END)
     SELECT width_bucket(c.bucket, $10::timestamptz[]) - 1 AS piece, p.unit, p.scope, p.metric, p.dim,
       sum(c.n)::bigint AS n, sum(c.sum)::bigint AS sum
     FROM places p
     JOIN unnest($7::int[], $8::timestamptz[], $9::timestamptz[]) AS r(grp, from_at, to_at) USING (grp)
     JOIN counts_hour c ON c.series = p.series AND c.bucket >= r.from_at AND c.bucket < r.to_at
     WHERE c.bucket >= $11 AND c.bucket < $12 GROUP BY 1, 2, 3, 4, 5`,
    [asked.world, asked.reads.map(({ metric }) => metric), asked.reads.map(({ dim }) => dim), ...hoursOf(asked)],
  );
  return rows;
}

/** Places, spans, bounds, and the first and last instant, as parameters. */
export function hoursOf({ places, groups, boundsMs }: Omit<KpiHoursAsked, 'world' | 'reads'>): unknown[] {
  const spans = groups.flatMap((group, at) => group.map(({ fromMs, toMs }) => ({ at, fromMs, toMs })));
  return [
    ...[places.map(({ unit }) => unit), places.map(({ scope }) => scope), places.map(({ group }) => group)],
    ...[
      spans.map(({ at }) => at),
      spans.map(({ fromMs }) => new Date(fromMs)),
      spans.map(({ toMs }) => new Date(toMs)),
    ],
    boundsMs.map((ms) => new Date(ms)),
    // Told apart from the spans, so that only the chunks that hold them are planned for.
    ...[new Date(Math.min(...spans.map(({ fromMs }) => fromMs))), new Date(Math.max(...spans.map(({ toMs }) => toMs)))],
  ];
}
