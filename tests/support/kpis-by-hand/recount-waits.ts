import type pg from 'pg';
import { handParameters, standingSql, type HandAsked } from './standing.ts';

/**
 * How many waits there were and the exact one below which a share of them lies; `low` and `high`: the bounds of the eighth
 * of a doubling it lies in, between which a percentile read from a distribution must be.
 */
export type ExactWait = { readonly n: number; readonly ms: number; readonly low: number; readonly high: number };

/** Exact percentiles of waits by unit; '' is the city. */
export async function recountWaits(db: pg.Client, share: number, asked: HandAsked): Promise<Map<string, ExactWait>> {
  const { rows } = await db.query<ExactWait & { unit: string }>(
    `WITH ${standingSql(['ticket.called'])}, exact AS (
       SELECT coalesce(unit, '') AS unit, count(*) AS n,
         percentile_disc($6) WITHIN GROUP (ORDER BY round((data->>'waitS')::numeric * 1000)::float8) AS ms
       FROM standing WHERE NOT (${asked.without ?? 'false'}) GROUP BY GROUPING SETS ((unit), ())),
     slotted AS (SELECT *, CASE WHEN ms < 1 THEN 0 ELSE 1 + floor(ln(ms) / ln(2::float8) * 8 + 1e-9) END AS slot FROM exact)
     SELECT unit, n, ms, CASE slot WHEN 0 THEN 0 ELSE power(2, (slot - 1) / 8) END AS low, power(2, slot / 8) AS high
     FROM slotted`,
    [...handParameters(asked), share],
  );
  return new Map(rows.map(({ unit, ...exact }) => [unit, exact]));
}

/** Whether a percentile lies where the exact one does. */
export function isInSlot(value: number | null, { low, high }: ExactWait): boolean {
  return value !== null && value >= low - 1e-6 && value <= high + 1e-6;
}
