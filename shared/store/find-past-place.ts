import type { Sql } from './sql.ts';

/** A place in the log at which a world's clock stood at an instant: its frame, the event in it, and what the clock said. */
export type PastPlace = { readonly seq: number; readonly idx: number; readonly ms: number };

const dayMs = 86_400_000;

/**
 * The last tick of a world at or before an instant; undefined where there is none within a day before: nobody watched then, or it
 * is no longer kept.
 */
export async function findPastPlace(
  sql: Sql,
  { world, atMs }: { readonly world: string; readonly atMs: number },
): Promise<PastPlace | undefined> {
  const { rows } = await sql.query<{ seq: number; idx: number; time: Date }>(
    `SELECT seq, idx, time FROM events
     WHERE asset = '' AND world = $1 AND type = 'clock.tick' AND time <= $2 AND time > $3
     ORDER BY time DESC, seq DESC, idx DESC LIMIT 1`,
    [world, new Date(atMs), new Date(atMs - dayMs)],
  );
  const [row] = rows;
  return row && { seq: row.seq, idx: row.idx, ms: row.time.getTime() };
}
