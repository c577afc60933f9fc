import type { LocalFault } from '../promises/upstream.ts';
import type { Sql } from './sql.ts';

/**
 * When alerts of some topics held in one unit each, within a span: from what they are about to their end, or to the end of
 * the span where they are not over.
 */
export async function readLocalFaults(
  sql: Sql,
  { world, topics, fromMs, toMs }: { world: string; topics: readonly string[]; fromMs: number; toMs: number },
): Promise<LocalFault[]> {
  const { rows } = await sql.query<{ unit: string; since: Date; until: Date }>(
    `SELECT labels ->> 'unit' AS unit, since, coalesce(closed_at, $4) AS until FROM alerts
     WHERE world = $1 AND labels ->> 'unit' IS NOT NULL AND rule_body -> 'labels' ?| $2::text[]
       AND since < $4 AND (closed_at IS NULL OR closed_at > $3)`,
    [world, topics, new Date(fromMs), new Date(toMs)],
  );
  return rows.map(({ unit, since, until }) => ({ unit, fromMs: since.getTime(), toMs: until.getTime() }));
}
