import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import { findPastPlace, type PastPlace } from './find-past-place.ts';
import type { PastEvent } from './read-rule-past.ts';
import type { Sql } from './sql.ts';

/** What was counted of one series of the city or a unit. */
export type CountedSeries = {
  readonly unit: string;
  readonly metric: string;
  readonly dim: string;
  readonly n: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
};

/** Whole hours of a world, the end exclusive. */
type Hours = { readonly world: string; readonly fromMs: number; readonly toMs: number };

/** What is counted now of some whole hours, assets left out. */
export async function readHourSums(sql: Sql, { world, fromMs, toMs }: Hours): Promise<CountedSeries[]> {
  const { rows } = await sql.query<CountedSeries>(
    `SELECT s.unit, s.metric, s.dim, c.n, c.sum, c.min, c.max
     FROM (SELECT series, sum(n)::bigint AS n, sum(sum)::bigint AS sum, min(min) AS min, max(max) AS max
           FROM counts_hour WHERE bucket >= $2 AND bucket < $3 GROUP BY series) AS c
     JOIN series s ON s.series = c.series WHERE s.world = $1 AND s.scope = ''`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}

/** Where the log stood: the snapshot that is gone on from, and the moment itself. */
type Standing = { readonly snapshotSeq: number; readonly place: PastPlace };

/** The door takes nothing dated five minutes ahead of its world's clock; twice that is looked at. */
const aheadMs = 600_000;

/**
 * The events in which what is counted now of these hours differs from what the log held: `late`, of the hours and after the
 * place; `early`, of other times from `dayMs` on, and up to the snapshot already. Each looks at a part of the day's log only.
 */
export async function readOutOfOrder(
  sql: Sql,
  { world, fromMs, toMs, dayMs, snapshotSeq, place }: Hours & Standing & { readonly dayMs: number },
): Promise<{ readonly late: readonly PastEvent[]; readonly early: readonly PastEvent[] }> {
  const before = fromMs === dayMs ? await findPastPlace(sql, { world, atMs: toMs - aheadMs }) : undefined;
  const { rows } = await sql.query<EventRow & { seq: number; idx: number; isLate: boolean }>(
    `SELECT ${eventColumns}, seq, idx, true AS "isLate" FROM events
     WHERE world = $1 AND time >= $3 AND time < $4 AND seq >= $5 AND (seq > $5 OR idx > $6) AND asset <> ''
     UNION ALL
     SELECT ${eventColumns}, seq, idx, false FROM events
     WHERE world = $1 AND time >= $2 AND time < $7 AND NOT (time >= $3 AND time < $4)
       AND seq >= $9 AND seq <= $8 AND asset <> ''`,
    [
      ...[world, new Date(dayMs), new Date(fromMs), new Date(toMs), place.seq, place.idx],
      ...[new Date(place.ms + 86_400_000), snapshotSeq, before?.seq ?? 0],
    ],
  );
  const toPast = ({ seq, idx, ...row }: (typeof rows)[number]): PastEvent => ({ seq, idx, event: toEvent(row) });
  return {
    late: rows.filter(({ isLate }) => isLate).map(toPast),
    early: rows.filter(({ isLate }) => !isLate).map(toPast),
  };
}

/** Where in the log each event was withdrawn that was counted, by the key of its identity. */
export async function readWithdrawals(sql: Sql): Promise<Map<string, { readonly seq: number; readonly idx: number }>> {
  const { rows } = await sql.query<{ key: string; seq: number; idx: number }>(
    'SELECT key, seq, idx FROM voids WHERE applied',
  );
  return new Map(rows.map(({ key, seq, idx }) => [key.replaceAll('-', ''), { seq, idx }]));
}

/** Events of some hours that the log held at a place and that were withdrawn after it. */
export async function readWithdrawnLater(
  sql: Sql,
  { world, fromMs, toMs, place }: Hours & { readonly place: PastPlace },
): Promise<PastEvent[]> {
  const columns = eventColumns.split(', ').map((column) => `e.${column}`);
  const { rows } = await sql.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${columns.join(', ')}, e.seq, e.idx
     FROM voids v JOIN identities i ON i.key = v.key
     JOIN events e ON e.asset = v.asset AND e.time = i.time AND e.seq = i.seq AND e.idx = i.idx
     WHERE v.applied AND (v.seq, v.idx) > ($4, $5) AND (i.seq, i.idx) <= ($4, $5)
       AND i.time >= $2 AND i.time < $3 AND e.time >= $2 AND e.time < $3 AND e.world = $1`,
    [world, new Date(fromMs), new Date(toMs), place.seq, place.idx],
  );
  return rows.map(({ seq, idx, ...row }) => ({ seq, idx, event: toEvent(row) }));
}

/** The event of an identity at an asset. */
export async function findPastEvent(
  sql: Sql,
  { world, asset, source, id }: Readonly<Record<'world' | 'asset' | 'source' | 'id', string>>,
): Promise<PastEvent | undefined> {
  const { rows } = await sql.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${eventColumns}, seq, idx FROM events WHERE world = $1 AND asset = $2 AND source = $3 AND id = $4 LIMIT 1`,
    [world, asset, source, id],
  );
  return rows.map(({ seq, idx, ...row }) => ({ seq, idx, event: toEvent(row) }))[0];
}
