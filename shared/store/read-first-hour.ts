import type { Sql } from './sql.ts';

/** The first hour in which a world counted a metric at all, as its first instant; null: it never did. */
export async function readFirstHour(sql: Sql, world: string, metric: string): Promise<number | null> {
  const { rows } = await sql.query<{ firstMs: number | null }>(
    `SELECT (extract(epoch FROM min(c.bucket)) * 1000)::bigint AS "firstMs"
     FROM series s JOIN counts_hour c USING (series)
     WHERE s.world = $1 AND s.metric = $2 AND s.unit = '' AND s.scope = '' AND s.dim = ''`,
    [world, metric],
  );
  return rows[0]?.firstMs ?? null;
}
