import type { ClientBase } from 'pg';
import { identityKey } from '#shared/events/identity-key.ts';
import { addToMinutes, isKeptByMinute, keyText, type RollUpDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import type { Grain } from '#shared/wire/counts.ts';
import { numberArray, textArray } from './array-literal.ts';
import { keyColumns } from './upsert-roll-ups.ts';

const hourMs = 3_600_000;

/** Where a bucket begins and ends. */
export type RangeOf = (bucketMs: number) => readonly [fromMs: number, toMs: number];

/** What is left in a row after a withdrawal. */
export type Extremes = { readonly min: number; readonly max: number };

const sameRow = ['world', 'bucket', 'unit', 'scope', 'metric', 'dim']
  .map((name) => `r.${name} = k.${name}`)
  .join(' AND ');

/**
 * A withdrawal can be subtracted from n and sum, not from min and max. Those are read again from what is left: a day from
 * its hours, an hour from its minutes, and what has no finer rows from the raw events. A row nothing is left
 * of goes away. Returns what the rows that stay hold now, by `keyText`.
 */
export async function mendExtremes(
  client: ClientBase,
  grain: Grain,
  withdrawn: RollUpDeltas,
  rangeOf: RangeOf,
): Promise<Map<string, Extremes>> {
  const rows = [...withdrawn.values()];
  const from = Map.groupBy(rows, (row) => sourceOf(grain, row, rangeOf(row.bucketMs)));
  const left = new Map([
    ...(await readFiner(client, 'hour', from.get('hour') ?? [], rangeOf)),
    ...(await readFiner(client, 'minute', from.get('minute') ?? [], rangeOf)),
    ...(await readRaw(client, from.get('raw') ?? [], rangeOf)),
  ]);
  const type = grain === 'day' ? 'date' : 'timestamptz';
  const keys = `unnest($1::text[], $2::${type}[], $3::text[], $4::text[], $5::text[], $6::text[]`;
  const names = 'world, bucket, unit, scope, metric, dim';
  const stay = rows.filter((row) => left.has(keyText(row)));
  await client.query(
    `UPDATE rollup_${grain} r SET min = k.min, max = k.max
     FROM ${keys}, $7::bigint[], $8::bigint[]) AS k (${names}, min, max) WHERE ${sameRow}`,
    [
      ...keyColumns(stay, grain),
      numberArray(stay.map((row) => left.get(keyText(row))?.min ?? 0)),
      numberArray(stay.map((row) => left.get(keyText(row))?.max ?? 0)),
    ],
  );
  for (const table of ['rollup', 'histogram']) {
    await client.query(
      `DELETE FROM ${table}_${grain} r USING ${keys}) AS k (${names}) WHERE ${sameRow} AND r.n = 0`,
      keyColumns(rows, grain),
    );
  }
  return left;
}

/** The finer grains are mended already. Where a civil day does not begin with an hour of UTC its hours do not make it up. */
function sourceOf(
  grain: Grain,
  row: RollUpDelta,
  [fromMs, toMs]: readonly [number, number],
): 'hour' | 'minute' | 'raw' {
  if (grain === 'day' && fromMs % hourMs === 0 && toMs % hourMs === 0) return 'hour';
  return grain !== 'minute' && isKeptByMinute(row) ? 'minute' : 'raw';
}

async function readFiner(
  client: ClientBase,
  finer: 'hour' | 'minute',
  rows: readonly RollUpDelta[],
  rangeOf: RangeOf,
): Promise<Map<string, Extremes>> {
  const left = new Map<string, Extremes>();
  if (rows.length === 0) return left;
  const ranges = rows.map(({ bucketMs }) => rangeOf(bucketMs));
  const { rows: found } = await client.query<Extremes & { at: number }>(
    `SELECT k.at::int, min(m.min) AS min, max(m.max) AS max
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[])
       WITH ORDINALITY AS k (world, unit, scope, metric, dim, first, after, at)
     JOIN rollup_${finer} m ON m.world = k.world AND m.bucket >= k.first AND m.bucket < k.after
       AND m.unit = k.unit AND m.scope = k.scope AND m.metric = k.metric AND m.dim = k.dim
     WHERE m.bucket >= $8 AND m.bucket < $9 AND m.n > 0 GROUP BY k.at`,
    [
      ...(['world', 'unit', 'scope', 'metric', 'dim'] as const).map((name) => textArray(rows.map((row) => row[name]))),
      textArray(ranges.map(([fromMs]) => new Date(fromMs).toISOString())),
      textArray(ranges.map(([, toMs]) => new Date(toMs).toISOString())),
      new Date(ranges.reduce((first, [fromMs]) => Math.min(first, fromMs), Infinity)),
      new Date(ranges.reduce((last, [, toMs]) => Math.max(last, toMs), -Infinity)),
    ],
  );
  for (const { at, min, max } of found) {
    const row = rows[at - 1];
    if (row) left.set(keyText(row), { min, max });
  }
  return left;
}

async function readRaw(
  client: ClientBase,
  rows: readonly RollUpDelta[],
  rangeOf: RangeOf,
): Promise<Map<string, Extremes>> {
  const left = new Map<string, Extremes>();
  const places = Map.groupBy(rows, ({ world, bucketMs, scope }) => `${world} ${bucketMs} ${scope}`);
  for (const wanted of places.values()) {
    const [first] = wanted;
    if (!first) continue;
    const keys = new Set(wanted.map(keyText));
    const units = [...new Set(wanted.map(({ unit }) => unit))];
    const counted = await countRaw(client, { ...first, units, range: rangeOf(first.bucketMs) });
    for (const { min, max, ...key } of counted.values()) {
      const text = keyText({ ...key, bucketMs: first.bucketMs });
      if (!keys.has(text)) continue;
      const known = left.get(text) ?? { min, max };
      left.set(text, { min: Math.min(known.min, min), max: Math.max(known.max, max) });
    }
  }
  return left;
}

type Place = {
  readonly world: string;
  readonly scope: string;
  /** With '' among them: every unit. */
  readonly units: readonly string[];
  readonly range: readonly [fromMs: number, toMs: number];
};

/** Counts the raw events of a place again, without those withdrawn. */
async function countRaw(client: ClientBase, { world, scope, units, range }: Place): Promise<RollUpDeltas> {
  const [fromMs, toMs] = range;
  const place = scope !== '' ? 'AND asset = $4' : units.includes('') ? '' : 'AND unit = ANY($4::text[])';
  const { rows } = await client.query<EventRow>(
    `SELECT ${eventColumns} FROM events WHERE world = $1 AND time >= $2 AND time < $3 ${place}`,
    [world, new Date(fromMs), new Date(toMs), ...(place === '' ? [] : [scope === '' ? units : scope])],
  );
  const keys = rows.map(({ source, id }) => identityKey(world, source, id));
  const voids = await client.query<{ key: string }>('SELECT key FROM voids WHERE applied AND key = ANY($1::uuid[])', [
    textArray(keys),
  ]);
  const gone = new Set(voids.rows.map(({ key }) => key.replaceAll('-', '')));
  const counted: RollUpDeltas = new Map();
  rows.forEach((event, at) => {
    if (!gone.has(keys[at] ?? '')) addToMinutes(counted, toEvent(event));
  });
  return counted;
}
