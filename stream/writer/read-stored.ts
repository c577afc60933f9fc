import type { ClientBase } from 'pg';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import { textArray } from './array-literal.ts';
import type { LoggedEvent } from './logged-event.ts';

/** Where an event stands among the stored ones; `asset` and `time` are what the index needs. */
export type Place = { readonly asset: string; readonly time: Date; readonly seq: number; readonly idx: number };

/** Where the identities that have come stand; the asset is not known to them. */
export async function readPlaces(
  client: ClientBase,
  keys: readonly string[],
): Promise<Map<string, Omit<Place, 'asset'>>> {
  const { rows } = await client.query<{ key: string; time: Date; seq: number; idx: number }>(
    'SELECT key, time, seq, idx FROM identities WHERE key = ANY($1::uuid[])',
    [textArray(keys)],
  );
  return new Map(rows.map(({ key, ...place }) => [key.replaceAll('-', ''), place]));
}

/** The stored events at these places, in their order; undefined where there is no place, or no event at that asset. */
export async function readStored(
  client: ClientBase,
  places: readonly (Place | undefined)[],
): Promise<(Omit<LoggedEvent, 'key' | 'hash'> | undefined)[]> {
  const asked = places.filter((place) => place !== undefined);
  if (asked.length === 0) return places.map(() => undefined);
  const times = asked.map(({ time }) => time.getTime());
  const { rows } = await client.query<EventRow & { seq: number; idx: number }>(
    `SELECT ${eventColumns.replaceAll(/(\w+)/g, 'e.$1')}, e.seq, e.idx
     FROM unnest($1::text[], $2::timestamptz[], $3::bigint[], $4::int[]) AS p (asset, time, seq, idx)
     JOIN events e ON e.asset = p.asset AND e.time = p.time AND e.seq = p.seq AND e.idx = p.idx
     WHERE e.time BETWEEN $5 AND $6`,
    [
      asked.map(({ asset }) => asset),
      asked.map(({ time }) => time.toISOString()),
      asked.map(({ seq }) => seq),
      asked.map(({ idx }) => idx),
      new Date(times.reduce((a, b) => Math.min(a, b))),
      new Date(times.reduce((a, b) => Math.max(a, b))),
    ],
  );
  const found = new Map(
    rows.map(({ seq, idx, ...row }) => [
      placeName({ asset: row.asset, time: row.time, seq, idx }),
      { seq, idx, event: toEvent(row) },
    ]),
  );
  return places.map((place) => place && found.get(placeName(place)));
}

function placeName({ asset, time, seq, idx }: Place): string {
  return `${time.getTime()} ${seq} ${idx} ${asset}`;
}
