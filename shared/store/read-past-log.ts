import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import type { PastEvent } from './read-rule-past.ts';
import type { Sql } from './sql.ts';

/** Frames `(afterSeq, toSeq]` of the log, as far as they are of one world. */
type FramesAsked = {
  readonly world: string;
  readonly afterSeq: number;
  readonly toSeq: number;
  /** Nothing in them is dated later: spares the database the days after it. */
  readonly beforeMs: number;
  readonly limit: number;
};

/** The first events of a stretch of the log, in the order of the log. */
export async function readPastLog(sql: Sql, { world, afterSeq, toSeq, beforeMs, limit }: FramesAsked): Promise<PastEvent[]> {
  const { rows } = await sql.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${eventColumns}, seq, idx FROM events
     WHERE seq > $2 AND seq <= $3 AND time < $4 AND world = $1 ORDER BY seq, idx LIMIT $5`,
    [world, afterSeq, toSeq, new Date(beforeMs), limit],
  );
  return rows.map(({ seq, idx, ...row }) => ({ seq, idx, event: toEvent(row) }));
}
