import { replayKeptD } from '../wire/replay.ts';
import type { Sql } from './sql.ts';

const dayMs = 86_400_000;

/** From when to when a world can be replayed; undefined: nothing was ever watched in it. */
export async function readReplaySpan(
  sql: Sql,
  world: string,
): Promise<{ readonly firstMs: number; readonly lastMs: number } | undefined> {
  // The first and the last entry of an index, each with its own look.
  const { rows } = await sql.query<{ first: Date | null; last: Date | null }>(
    `SELECT (SELECT time FROM events WHERE asset = '' AND world = $1 AND type = 'clock.tick' ORDER BY time LIMIT 1) AS first,
            (SELECT time FROM events WHERE asset = '' AND world = $1 AND type = 'clock.tick' ORDER BY time DESC LIMIT 1) AS last`,
    [world],
  );
  const [row] = rows;
  if (!row?.first || !row.last) return undefined;
  const lastMs = row.last.getTime();
  return { firstMs: Math.max(row.first.getTime(), lastMs - replayKeptD * dayMs), lastMs };
}
