import type { ClientBase } from 'pg';
import { identityKey } from '#shared/events/identity-key.ts';
import { addToMinutes, isKeptByMinute, type RollUpDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import type { Grain } from '#shared/wire/counts.ts';
import { bucketValue } from './upsert-roll-ups.ts';

type Range = { readonly fromMs: number; readonly toMs: number };
type Extremes = { readonly min: number; readonly max: number };

/**
 * A withdrawal can be subtracted from n and sum, not from min and max. Those are read again from what is left: a city's
 * or unit's hour and day from their minutes, a minute and a row that has no minutes from the raw events. A row nothing is left
 * of goes away.
 */
export async function mendExtremes(
  client: ClientBase,
  grain: Grain,
  withdrawn: RollUpDeltas,
  rangeOf: (bucketMs: number) => readonly [fromMs: number, toMs: number],
): Promise<void> {
  const readOnce = new Map<string, Promise<RollUpDeltas>>();
  for (const row of withdrawn.values()) {
    const [fromMs, toMs] = rangeOf(row.bucketMs);
    const range = { fromMs, toMs };
    const fromRaw = grain === 'minute' || !isKeptByMinute(row);
    const left = fromRaw ? await readRaw(client, row, range, readOnce) : await readMinutes(client, row, range);
    const values = [row.world, bucketValue(grain, row.bucketMs), row.unit, row.scope, row.metric, row.dim];
    const where = 'world = $1 AND bucket = $2 AND unit = $3 AND scope = $4 AND metric = $5 AND dim = $6';
    if (left) {
      await client.query(`UPDATE rollup_${grain} SET min = $7, max = $8 WHERE ${where}`, [
        ...values,
        left.min,
        left.max,
      ]);
    }
    await client.query(`DELETE FROM rollup_${grain} WHERE ${where} AND n = 0`, values);
    if (row.slots) await client.query(`DELETE FROM histogram_${grain} WHERE ${where} AND n = 0`, values);
  }
}

async function readMinutes(client: ClientBase, row: RollUpDelta, range: Range): Promise<Extremes | undefined> {
  const { rows } = await client.query<{ min: number | null; max: number | null }>(
    `SELECT min(min) AS min, max(max) AS max FROM rollup_minute
     WHERE world = $1 AND bucket >= $2 AND bucket < $3 AND unit = $4 AND scope = $5 AND metric = $6 AND dim = $7`,
    [row.world, new Date(range.fromMs), new Date(range.toMs), row.unit, row.scope, row.metric, row.dim],
  );
  const { min = null, max = null } = rows[0] ?? {};
  return min === null || max === null ? undefined : { min, max };
}

async function readRaw(
  client: ClientBase,
  row: RollUpDelta,
  range: Range,
  readOnce: Map<string, Promise<RollUpDeltas>>,
): Promise<Extremes | undefined> {
  const name = `${row.world} ${range.fromMs} ${row.unit} ${row.scope}`;
  const reading = readOnce.get(name) ?? countRaw(client, row, range);
  readOnce.set(name, reading);
  const same = [...(await reading).values()].filter(
    (delta) =>
      delta.metric === row.metric && delta.unit === row.unit && delta.scope === row.scope && delta.dim === row.dim,
  );
  if (same.length === 0) return undefined;
  return { min: Math.min(...same.map(({ min }) => min)), max: Math.max(...same.map(({ max }) => max)) };
}

/** Counts the raw events of a range again, of an asset, a unit or the city, without those withdrawn. */
async function countRaw(client: ClientBase, row: RollUpDelta, { fromMs, toMs }: Range): Promise<RollUpDeltas> {
  const { world, unit, scope } = row;
  const { rows } = await client.query<EventRow>(
    `SELECT ${eventColumns} FROM events
     WHERE world = $1 AND time >= $2 AND time < $3 AND ($4 = '' OR unit = $4) ${scope === '' ? '' : 'AND asset = $5'}`,
    [world, new Date(fromMs), new Date(toMs), unit, ...(scope === '' ? [] : [scope])],
  );
  const keys = rows.map(({ source, id }) => identityKey(world, source, id));
  const voids = await client.query<{ key: string }>('SELECT key FROM voids WHERE key = ANY($1::uuid[])', [keys]);
  const gone = new Set(voids.rows.map(({ key }) => key.replaceAll('-', '')));
  const counted: RollUpDeltas = new Map();
  rows.forEach((event, at) => {
    if (!gone.has(keys[at] ?? '')) addToMinutes(counted, toEvent(event));
  });
  return counted;
}
