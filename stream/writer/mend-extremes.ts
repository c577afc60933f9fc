import type { ClientBase } from 'pg';
import { identityKey } from '#shared/events/identity-key.ts';
import { addToMinutes, isKeptByMinute, listDeltas, type RollUpDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { Series, SeriesIndex } from '#shared/kpi/series.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { Grain } from '#shared/wire/counts.ts';
import { numberArray, textArray } from './array-literal.ts';
import type { WriterMemory } from './batch.ts';
import type { SeriesIds } from './series-ids.ts';
import { bucketType, keyColumns } from './upsert-roll-ups.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** What is left in a row after a withdrawal. */
export type Extremes = { readonly min: number; readonly max: number };

type Range = readonly [fromMs: number, toMs: number];
type Wanted = RollUpDelta & { readonly range: Range };
type Left = Map<number, Map<Series, Extremes>>;

/**
 * A withdrawal can be subtracted from n and sum, not from min and max. Those are read again from what is left: a day from
 * its hours, an hour from its minutes, and what has no finer rows from the raw events. A row nothing is left
 * of goes away. Returns what the rows that stay hold now, by bucket and series.
 */
export async function mendExtremes(
  client: ClientBase,
  { calendar, seriesIds, seriesIndex }: WriterMemory,
  grain: Grain,
  withdrawn: RollUpDeltas,
): Promise<Left> {
  const rows = listDeltas(withdrawn).map((row) => ({ ...row, range: rangeOf(grain, row.bucketMs, calendar) }));
  const from = Map.groupBy(rows, (row) => sourceOf(grain, row));
  const left: Left = new Map();
  await readFiner(client, 'hour', from.get('hour') ?? [], seriesIds, left);
  await readFiner(client, 'minute', from.get('minute') ?? [], seriesIds, left);
  await readRaw(client, from.get('raw') ?? [], seriesIndex, left);
  const keys = `unnest($1::int[], $2::${bucketType(grain)}[]`;
  const sameRow = 'r.series = k.series AND r.bucket = k.bucket';
  const stay = rows.flatMap((row) => {
    const held = left.get(row.bucketMs)?.get(row.series);
    return held ? [{ ...row, ...held }] : [];
  });
  await client.query(
    `UPDATE counts_${grain} r SET min = k.min, max = k.max
     FROM ${keys}, $3::bigint[], $4::bigint[]) AS k (series, bucket, min, max) WHERE ${sameRow}`,
    [
      ...keyColumns(stay, grain, seriesIds),
      numberArray(stay.map(({ min }) => min)),
      numberArray(stay.map(({ max }) => max)),
    ],
  );
  const isEmpty = grain === 'day' ? "r.slots = '{}'" : 'r.n = 0';
  for (const [table, condition] of [
    ['counts', 'r.n = 0'],
    ['slots', isEmpty],
  ]) {
    await client.query(
      `DELETE FROM ${table}_${grain} r USING ${keys}) AS k (series, bucket) WHERE ${sameRow} AND ${condition}`,
      keyColumns(rows, grain, seriesIds),
    );
  }
  return left;
}

function rangeOf(grain: Grain, bucketMs: number, calendar: CivilCalendar): Range {
  if (grain === 'minute') return [bucketMs, bucketMs + minuteMs];
  if (grain === 'hour') return [bucketMs, bucketMs + hourMs];
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return [calendar.startOf(dayOf(bucketMs)), calendar.startOf(dayOf(bucketMs + dayMs))];
}

/** The finer grains are mended already. Where a civil day does not begin with an hour of UTC its hours do not make it up. */
function sourceOf(grain: Grain, { series, range: [fromMs, toMs] }: Wanted): 'hour' | 'minute' | 'raw' {
  if (grain === 'day' && fromMs % hourMs === 0 && toMs % hourMs === 0) return 'hour';
  return grain !== 'minute' && isKeptByMinute(series) ? 'minute' : 'raw';
}

async function readFiner(
  client: ClientBase,
  finer: 'hour' | 'minute',
  rows: readonly Wanted[],
  ids: SeriesIds,
  left: Left,
): Promise<void> {
  if (rows.length === 0) return;
  const { rows: found } = await client.query<Extremes & { at: number }>(
    `SELECT k.at::int, min(m.min) AS min, max(m.max) AS max
     FROM unnest($1::int[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS k (series, first, after, at)
     JOIN counts_${finer} m ON m.series = k.series AND m.bucket >= k.first AND m.bucket < k.after
     WHERE m.bucket >= $4 AND m.bucket < $5 AND m.n > 0 GROUP BY k.at`,
    [
      keyColumns(rows, finer, ids)[0],
      textArray(rows.map(({ range: [fromMs] }) => new Date(fromMs).toISOString())),
      textArray(rows.map(({ range: [, toMs] }) => new Date(toMs).toISOString())),
      new Date(rows.reduce((first, { range: [fromMs] }) => Math.min(first, fromMs), Infinity)),
      new Date(rows.reduce((last, { range: [, toMs] }) => Math.max(last, toMs), -Infinity)),
    ],
  );
  for (const { at, min, max } of found) {
    const row = rows[at - 1];
    if (row) keep(left, row, { min, max });
  }
}

async function readRaw(client: ClientBase, rows: readonly Wanted[], index: SeriesIndex, left: Left): Promise<void> {
  const places = Map.groupBy(rows, ({ series, bucketMs }) => `${series.world} ${bucketMs} ${series.scope}`);
  for (const wanted of places.values()) {
    const [first] = wanted;
    if (!first) continue;
    const asked = new Set(wanted.map(({ series }) => series));
    const units = [...new Set(wanted.map(({ series }) => series.unit))];
    const counted = await countRaw(client, index, { ...first.series, units, range: first.range });
    for (const { series, min, max } of listDeltas(counted)) {
      if (!asked.has(series)) continue;
      const known = left.get(first.bucketMs)?.get(series) ?? { min, max };
      keep(
        left,
        { series, bucketMs: first.bucketMs },
        { min: Math.min(known.min, min), max: Math.max(known.max, max) },
      );
    }
  }
}

function keep(left: Left, { series, bucketMs }: Pick<RollUpDelta, 'series' | 'bucketMs'>, extremes: Extremes): void {
  const bucket = left.get(bucketMs);
  if (bucket) bucket.set(series, extremes);
  else left.set(bucketMs, new Map([[series, extremes]]));
}

type Place = {
  readonly world: string;
  readonly scope: string;
  /** With '' among them: every unit. */
  readonly units: readonly string[];
  readonly range: Range;
};

/** Counts the raw events of a place again, without those withdrawn. */
async function countRaw(
  client: ClientBase,
  index: SeriesIndex,
  { world, scope, units, range: [fromMs, toMs] }: Place,
): Promise<RollUpDeltas> {
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
    if (!gone.has(keys[at] ?? '')) addToMinutes(counted, index, toEvent(event));
  });
  return counted;
}
