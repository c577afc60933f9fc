import type { Sql } from './sql.ts';

/** What one source sent in a span. */
export type SourceRow = { readonly source: string; readonly events: number; readonly lastAt: Date };

/** Events of a world that happened in a span and stand in the log up to a frame, by source. */
export async function readEventsBySource(
  sql: Sql,
  { world, from, to, seq }: { world: string; from: Date; to: Date; seq: number },
): Promise<SourceRow[]> {
  const { rows } = await sql.query<SourceRow>(
    `SELECT source, count(*)::bigint AS events, max(time) AS "lastAt" FROM events
     WHERE world = $1 AND time >= $2 AND time < $3 AND seq <= $4 GROUP BY source ORDER BY source`,
    [world, from, to, seq],
  );
  return rows;
}

/** The sources that have a key of a world that can be used, by name. */
export async function listKeyedSources(sql: Sql, { world, now }: { world: string; now: Date }): Promise<string[]> {
  const { rows } = await sql.query<{ source: string }>(
    `SELECT DISTINCT source FROM sender_keys
     WHERE world = $1 AND not_before <= $2 AND expires_at > $2 AND (revoked_at IS NULL OR revoked_at > $2) ORDER BY source`,
    [world, now],
  );
  return rows.map(({ source }) => source);
}

/** How many events of a span came after a frame of the log, and how many of it were withdrawn after it. */
export async function countLateEvents(
  sql: Sql,
  { world, from, to, seq }: { world: string; from: Date; to: Date; seq: number },
): Promise<number> {
  const { rows } = await sql.query<{ late: number }>(
    `SELECT (SELECT count(*) FROM events WHERE world = $1 AND time >= $2 AND time < $3 AND seq > $4)
       + (SELECT count(*) FROM voids WHERE applied AND time >= $2 AND time < $3 AND seq > $4) AS late`,
    [world, from, to, seq],
  );
  return rows[0]?.late ?? 0;
}
