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
  readonly ms: number;
  readonly speed: number;
};

/**
 * Signs of life of one asset in one hour, summed up: in which minutes it was heard (bits of minutes 0 to 29 and 30 to 59), the last
 * one, whether all came in time. `type` and `said` (the data) only of what is not known to be nothing new.
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
  readonly isPunctual: boolean;
};

/**
 * Which signs of life are summed up. `contents` are types of which also what they said is told, except what is `quiet`: the type,
 * a space and the text of the data. One that comes later than `lateMs`, or was dated further ahead than `aheadMs`, is not punctual.
 */
type SignsToSum = {
  readonly types: readonly string[];
  readonly contents: readonly string[];
  readonly quiet: readonly string[];
  readonly lateMs: number;
  readonly aheadMs: number;
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

/**
 * The ticks of a span, hour by hour in the order of the log. There are 86,400 in a day: they are read as four texts, which costs a quarter of
 * what a text of each of them does.
 */
export async function readPastTicks(client: ClientBase, { world, fromMs, toMs }: PastSpan): Promise<PastTick[]> {
  const list = (of: string): string => `array_to_string(array_agg(${of} ORDER BY seq, idx), ',')`;
  const { rows } = await client.query<(string | null)[]>({
    rowMode: 'array',
    text: `SELECT ${list('seq')}, ${list('idx')}, ${list('(extract(epoch FROM time) * 1000)::bigint')}, ${list(`data ->> 'speed'`)}
     FROM events WHERE world = $1 AND asset = '' AND type = 'clock.tick' AND time >= $2 AND time < $3`,
    values: [world, new Date(fromMs), new Date(toMs)],
  });
  const [seqs = [], places = [], times = [], speeds = []] = (rows[0] ?? []).map(
    (text) => text?.split(',').map(Number) ?? [],
  );
  const ticks = seqs.map((seq, at) => ({ seq, idx: places[at] ?? 0, ms: times[at] ?? 0, speed: speeds[at] ?? 0 }));
  const hourOf = ({ ms }: PastTick): number => Math.floor(ms / 3_600_000);
  // A clock that was set back ticks again in an hour before.
  return ticks.sort((a, b) => hourOf(a) - hourOf(b));
}

/**
 * Signs of life of a span, summed up by asset and hour; it begins and ends with an hour. A day has a million of them, so
 * only what costs least is asked of each: a place among the minutes instead of a part of a date, no interval but one.
 */
export async function readPastSigns(
  client: ClientBase,
  { world, fromMs, toMs, types, contents, quiet, lateMs, aheadMs }: PastSpan & SignsToSum,
): Promise<PastSigns[]> {
  const minutes: Date[] = [];
  for (let ms = fromMs; ms < toMs; ms += 60_000) minutes.push(new Date(ms));
  const { rows } = await client.query<[string, number, string | null, number, number, number, number, boolean]>({
    rowMode: 'array',
    text: `SELECT asset, date_part('epoch', hour) * 1000, said, events, (bits & 1073741823)::int, (bits >> 30)::int,
        date_part('epoch', last) * 1000, punctual
      FROM (
        SELECT asset, date_bin('1 hour', time, $3) AS hour,
          CASE WHEN type = ANY($5::text[]) AND NOT (type || ' ' || data::text = ANY($6::text[]))
            THEN type || ' ' || data::text END AS said,
          count(*)::int AS events, bit_or(1::bigint << ((width_bucket(time, $7::timestamptz[]) - 1) % 60)) AS bits,
          max(time) AS last, bool_and(received <= time + $8::interval AND received >= time - $9::interval) AS punctual
        FROM events WHERE world = $1 AND type = ANY($2::text[]) AND time >= $3 AND time < $4
        GROUP BY 1, 2, 3) AS sign`,
    values: [
      ...[world, types, new Date(fromMs), new Date(toMs), contents, quiet, minutes],
      ...[lateMs, aheadMs].map((ms) => `${ms} milliseconds`),
    ],
  });
  return rows.map(([asset, hourMs, said, events, early, late, lastMs, isPunctual]) => {
    const typeEnd = said?.indexOf(' ') ?? 0;
    return {
      ...{ asset, hourMs, events, early, late, lastMs: Math.round(lastMs), isPunctual },
      ...{ type: said && said.slice(0, typeEnd), said: said && said.slice(typeEnd + 1) },
    };
  });
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
