import type { KpiDayRow, KpiDaysAsked } from './read-kpi-days.ts';
import type { Sql } from './sql.ts';

/**
 * Which labels of some keys (`procedure=*`) occurred at all, as rows with an `n` of 1: of each series one day is looked at
 * instead of all being added up. `known`: labels that are added up anyway, which are left out here.
 */
export async function readKpiLabels(
  sql: Sql,
  { world, reads, units, bounds, known }: KpiDaysAsked & { readonly known: KpiDaysAsked['reads'] },
): Promise<KpiDayRow[]> {
  if (reads.length === 0) return [];
  // A unit has dozens of labels: one row of them instead of a row each.
  const { rows } = await sql.query<Omit<KpiDayRow, 'dim' | 'n' | 'sum'> & { readonly dims: string[] }>(
    `SELECT p.piece, s.unit, s.metric, json_agg(s.dim) AS dims
     FROM unnest($2::text[], $3::text[]) AS w(metric, dim)
     JOIN series s ON s.world = $1 AND s.metric = w.metric AND s.unit = ANY($4::text[]) AND s.scope = ''
       AND starts_with(s.dim, left(w.dim, -1))
     CROSS JOIN unnest($5::date[], $6::date[]) WITH ORDINALITY AS b(from_day, to_day, at)
     CROSS JOIN LATERAL (SELECT (b.at - 1)::int AS piece) p
     WHERE NOT EXISTS (SELECT FROM unnest($7::text[], $8::text[]) AS k(metric, dim) WHERE k.metric = s.metric AND k.dim = s.dim)
       AND EXISTS (SELECT FROM counts_day c
         WHERE c.series = s.series AND c.bucket >= b.from_day AND c.bucket < b.to_day AND c.n > 0)
     GROUP BY 1, 2, 3`,
    [
      ...[world, reads.map(({ metric }) => metric), reads.map(({ dim }) => dim), units],
      ...[bounds.slice(0, -1), bounds.slice(1), known.map(({ metric }) => metric), known.map(({ dim }) => dim)],
    ],
  );
  return rows.flatMap(({ dims, ...row }) => dims.map((dim) => ({ ...row, dim, n: 1, sum: 0 })));
}
