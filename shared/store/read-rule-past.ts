import type { ClientBase } from 'pg';
import type { AcceptedEvent } from '../events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';

/** A stretch of a world's past, the end exclusive. */
export type PastSpan = { readonly world: string; readonly fromMs: number; readonly toMs: number };

/** A stored event with its place in the log. */
export type PastEvent = { readonly seq: number; readonly idx: number; readonly event: AcceptedEvent };
export type PastTick = {
  readonly seq: number;
  readonly idx: number;
  readonly time: string;
  readonly speed: number;
};

/**
 * Signs of life of one asset in one hour, summed up: in which minutes it was heard (bits of minutes 0 to 29 and 30 to 59), the last
 * one, how late and how early they came. `type` and `said` (the data) only of what is not known to be nothing new.
 */
export type PastSigns = {
  readonly asset: string;
  readonly hourMs: number;
  readonly type: string | null;
  readonly said: string | null;
  readonly events: number;
  readonly early: number;
  readonly late: number;
  readonly lastMs: number;
  readonly mostLateMs: number;
  readonly mostAheadMs: number;
};

/** The first and the last tick of a world between two instants; undefined where there is none. */
export async function readTickSpan(
  client: ClientBase,
  { world, fromMs, toMs }: PastSpan,
): Promise<{ readonly firstMs: number; readonly lastMs: number } | undefined> {
  const { rows } = await client.query<{ first: Date | null; last: Date | null }>(
    `SELECT min(time) AS first, max(time) AS last FROM events
     WHERE world = $1 AND asset = '' AND type = 'clock.tick' AND time >= $2 AND time < $3`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  const [row] = rows;
  return row?.first && row.last ? { firstMs: row.first.getTime(), lastMs: row.last.getTime() } : undefined;
}

/** The ticks of a span, hour by hour in the order of the log. */
export async function readPastTicks(client: ClientBase, { world, fromMs, toMs }: PastSpan): Promise<PastTick[]> {
  const { rows } = await client.query<[seq: number, idx: number, ms: number, speed: string]>({
    rowMode: 'array',
    text: `SELECT seq, idx, date_part('epoch', time) * 1000, data ->> 'speed' FROM events
     WHERE world = $1 AND asset = '' AND type = 'clock.tick' AND time >= $2 AND time < $3
     ORDER BY date_trunc('hour', time), seq, idx`,
    values: [world, new Date(fromMs), new Date(toMs)],
  });
  return rows.map(([seq, idx, ms, speed]) => ({
    ...{ seq, idx, time: new Date(Math.round(ms)).toISOString(), speed: Number(speed) },
  }));
}

/**
 * Signs of life of a span, summed up by asset and hour. `contents` are types of which also what they said is told, except what
 * is `quiet`: the type and the text of the data.
 */
export async function readPastSigns(
  client: ClientBase,
  {
    world,
    fromMs,
    toMs,
    types,
    contents,
    quiet,
  }: PastSpan & {
    readonly types: readonly string[];
    readonly contents: readonly string[];
    readonly quiet: readonly string[];
  },
): Promise<PastSigns[]> {
  const { rows } = await client.query<
    [string, number, string | null, string | null, number, number, number, number, number, number]
  >({
    rowMode: 'array',
    // Each level is worked out once for each event, not wherever its columns are named.
    text: `SELECT asset, minute / 60, CASE WHEN said IS NOT NULL THEN type END, said, count(*)::int,
        bit_or(CASE WHEN minute % 60 < 30 THEN 1 << (minute % 60) ELSE 0 END),
        bit_or(CASE WHEN minute % 60 >= 30 THEN 1 << (minute % 60 - 30) ELSE 0 END),
        max(at) * 1000, max(late) * 1000, -min(late) * 1000
      FROM (
        SELECT asset, type, at, late, floor((at - $5) / 60)::int AS minute,
          CASE WHEN type = ANY($6::text[]) AND NOT (type || said = ANY($7::text[])) THEN said END AS said
        FROM (
          SELECT asset, type, data::text AS said, date_part('epoch', time) AS at,
            date_part('epoch', received) - date_part('epoch', time) AS late
          FROM events WHERE world = $1 AND type = ANY($2::text[]) AND time >= $3 AND time < $4
          OFFSET 0) AS sign
        OFFSET 0) AS sign
      GROUP BY 1, 2, 3, 4`,
    values: [world, types, new Date(fromMs), new Date(toMs), fromMs / 1_000, contents, quiet],
  });
  return rows.map(([asset, hour, type, said, events, early, late, lastMs, mostLateMs, mostAheadMs]) => ({
    ...{ asset, hourMs: fromMs + hour * 3_600_000, type, said, events, early, late },
    ...{ lastMs: Math.round(lastMs), mostLateMs: Math.round(mostLateMs), mostAheadMs: Math.round(mostAheadMs) },
  }));
}

/** Events of some assets in the order of the log; withdrawn ones too: the fold knows what to do. */
export async function readPastEvents(
  client: ClientBase,
  {
    world,
    fromMs,
    toMs,
    types,
    assets,
  }: PastSpan & {
    readonly types: readonly string[];
    readonly assets: readonly string[];
  },
): Promise<PastEvent[]> {
  if (assets.length === 0) return [];
  const { rows } = await client.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${eventColumns}, seq, idx FROM events
     WHERE world = $1 AND asset = ANY($2::text[]) AND type = ANY($3::text[]) AND time >= $4 AND time < $5
     ORDER BY seq, idx`,
    [world, assets, types, new Date(fromMs), new Date(toMs)],
  );
  return rows.map(({ seq, idx, ...row }) => ({ seq, idx, event: toEvent(row) }));
}
