import type { AcceptedEvent } from '../events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import type { Sql } from './sql.ts';

/** The place of an event among others: when it happened, and where it stands in the log. */
export type EventPlace = { readonly timeMs: number; readonly seq: number; readonly idx: number };

export type LatestAsked = {
  readonly world: string;
  readonly assets: readonly string[];
  /** Only those of this source and what lies under it. */
  readonly source?: string | undefined;
  /** Events from here on; what is asked for must lie near, because each day is a chunk of its own. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Only what comes before this one: the next page. */
  readonly before?: EventPlace | undefined;
  readonly limit: number;
};

export type PlacedEvent = AcceptedEvent & { readonly place: EventPlace };

/** The latest events at some assets, newest first. Reads at most `limit` of each asset by its index. */
export async function readLatestEvents(sql: Sql, asked: LatestAsked): Promise<PlacedEvent[]> {
  const { world, assets, source, fromMs, toMs, before, limit } = asked;
  if (assets.length === 0) return [];
  const endMs = Math.min(toMs, before?.timeMs ?? toMs);
  const { rows } = await sql.query<EventRow & { seq: number; idx: number }>(
    `SELECT l.* FROM unnest($1::text[]) AS a(code) CROSS JOIN LATERAL (
       SELECT ${eventColumns}, seq, idx FROM events e
       WHERE e.asset = a.code AND e.world = $2 AND e.time >= $3 AND e.time <= $4
         AND ($8::text IS NULL OR e.source = $8 OR starts_with(e.source, $8 || '/') OR starts_with(e.source, $8 || ':'))
         AND ($5::bigint IS NULL OR (e.time, e.seq, e.idx) < ($4, $5, $6))
       ORDER BY e.time DESC, e.seq DESC, e.idx DESC LIMIT $7) l
     ORDER BY l.time DESC, l.seq DESC, l.idx DESC LIMIT $7`,
    [
      ...[assets, world, new Date(fromMs), new Date(endMs), before?.seq ?? null, before?.idx ?? null, limit],
      source ?? null,
    ],
  );
  return rows.map(({ seq, idx, ...row }) => ({ ...toEvent(row), place: { timeMs: row.time.getTime(), seq, idx } }));
}
