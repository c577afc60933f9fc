import type { BriefWork } from '../brief/brief.ts';
import type { Sql } from './sql.ts';

/** Planned work of a world that begins or goes on in a span. */
export async function readPlannedWorks(
  sql: Sql,
  { world, from, to }: { world: string; from: Date; to: Date },
): Promise<BriefWork[]> {
  const { rows } = await sql.query<{ id: number; from: Date; to: Date; reason: string }>(
    `SELECT id, from_at AS from, to_at AS to, reason FROM maintenance_windows
     WHERE world = $1 AND from_at < $3 AND to_at > $2 AND (ended_at IS NULL OR ended_at > $2) ORDER BY from_at, id`,
    [world, from, to],
  );
  return rows.map(({ from, to, ...work }) => ({ ...work, from: from.toISOString(), to: to.toISOString() }));
}

/** How many exclusions of a world wait for a second person. */
export async function countExclusionsWaiting(sql: Sql, world: string): Promise<number> {
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM exclusions WHERE world = $1 AND state = 'proposed'`,
    [world],
  );
  return rows[0]?.count ?? 0;
}
