import type { Sql } from './sql.ts';

/** The first hour in which a world counted a metric at all, as its first instant; null: it never did. */
export async function readFirstHour(sql: Sql, world: string, metric: string): Promise<number | null> {
  const { rows } = await sql.query<{ firstMs: number | null }>(
    `SELECT (extract(epoch FROM c.bucket) * 1000)::bigint AS "firstMs"
     FROM series s CROSS JOIN LATERAL (
       SELECT bucket FROM counts_hour c WHERE c.series = s.series ORDER BY bucket LIMIT 1) c
     WHERE s.world = $1 AND s.metric = $2 AND s.unit = '' AND s.scope = '' AND s.dim = ''`,
    [world, metric],
  );
  return rows[0]?.firstMs ?? null;
}
