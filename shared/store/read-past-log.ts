import type pg from 'pg';
import type { PastEvent } from './read-rule-past.ts';

/** Frames `(afterSeq, toSeq]` of the log, as far as they are of one world. */
type FramesAsked = {
  readonly world: string;
  readonly afterSeq: number;
  readonly toSeq: number;
  /** Nothing in them is dated later: spares the database the days after it. */
  readonly beforeMs: number;
  readonly limit: number;
};

type Row = [
  ...[seq: number, idx: number, source: string, id: string, type: string, timeMs: number, receivedMs: number],
  ...[unit: string, asset: string, sequence: number | null, data: Record<string, unknown>],
];

/**
 * The first events of a stretch of the log, in the order of the log. An hour of a city is eighty thousand: rows come as lists, and
 * instants as numbers, which is half of the work.
 */
export async function readPastLog(
  client: pg.Pool | pg.ClientBase,
  { world, afterSeq, toSeq, beforeMs, limit }: FramesAsked,
): Promise<PastEvent[]> {
  const { rows } = await client.query<Row>({
    rowMode: 'array',
    text: `SELECT seq, idx, source, id, type, (extract(epoch FROM time) * 1000)::float8,
        (extract(epoch FROM received) * 1000)::float8, unit, asset, sequence, data
      FROM events WHERE seq > $2 AND seq <= $3 AND time < $4 AND world = $1 ORDER BY seq, idx LIMIT $5`,
    values: [world, afterSeq, toSeq, new Date(beforeMs), limit],
  });
  return rows.map(([seq, idx, source, id, type, timeMs, receivedMs, unit, asset, sequence, data]) => ({
    seq,
    idx,
    event: {
      specversion: '1.0',
      ...{ world, source, id, type, unit, asset, data },
      ...{ time: instantOf(timeMs), receivedtime: instantOf(receivedMs) },
      ...(sequence === null ? {} : { sequence }),
    },
  }));
}

function instantOf(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
