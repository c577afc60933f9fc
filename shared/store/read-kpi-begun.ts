import type { Sql } from './sql.ts';

/** The first hour (its first instant) in which a world counted a metric at all; and which units ever did, as they were stamped. */
export type KpiBegun = { readonly firstMs: number | null; readonly units: readonly string[] };

/** Since when and for whom a metric was counted; `units` are told where they are wanted. */
export async function readKpiBegun(
  sql: Sql,
  { world, metric, wantsUnits }: { world: string; metric: string; wantsUnits: boolean },
): Promise<KpiBegun> {
  const { rows } = await sql.query<KpiBegun>(
    `SELECT (SELECT (extract(epoch FROM c.bucket) * 1000)::bigint
       FROM series s CROSS JOIN LATERAL (
         SELECT bucket FROM counts_hour c WHERE c.series = s.series ORDER BY bucket LIMIT 1) c
       WHERE s.world = $1 AND s.metric = $2 AND s.unit = '' AND s.scope = '' AND s.dim = '') AS "firstMs",
     ARRAY(SELECT unit FROM series
       WHERE $3::boolean AND world = $1 AND metric = $2 AND unit <> '' AND scope = '' AND dim = '') AS units`,
    [world, metric, wantsUnits],
  );
  return rows[0] ?? { firstMs: null, units: [] };
}
