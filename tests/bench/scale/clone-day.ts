import type pg from 'pg';
import { eventsPerDay } from './make-day.ts';

/** The first civil day of Hanoi in every database, and when it begins. Day 399, the last, is 23 November 2026. */
export const firstDay = '2025-10-20';
export const firstDayMs = Date.parse(`${firstDay}T00:00:00+07:00`);

const framesPerDay = eventsPerDay / 500;
const firstUtc = `'${firstDay} 00:00+07'::timestamptz`;
const ofFirstDay = (time: string): string => `${time} >= ${firstUtc} AND ${time} < ${firstUtc} + interval '1 day'`;
const hashOf = (text: string): string => `encode(substr(sha256(convert_to(${text}, 'UTF8')), 1, 16), 'hex')::uuid`;
const isoTime = `to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * Makes day `n` out of the first, which the writer wrote: the same rows so many days later, every event with an identity of
 * its own, in one transaction. Minute rows only where they are still kept.
 */
export async function cloneDay(client: pg.Client, n: number, withMinutes: boolean): Promise<void> {
  await client.query('BEGIN');
  await client.query('INSERT INTO bench.days VALUES ($1)', [n]);
  await client.query(
    `INSERT INTO events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data)
     SELECT world, source, $1::text || substr(id, 2), type, time + make_interval(days => $2), received + make_interval(days => $2),
            unit, asset, sequence, seq + $2 * ${framesPerDay}, idx, data
     FROM events WHERE ${ofFirstDay('time')} ORDER BY seq, idx`,
    [String(n), n],
  );
  await client.query(
    `INSERT INTO identities (key, time, hash, seq, idx)
     SELECT ${hashOf(`world || E'\\n' || source || E'\\n' || id`)}, time,
            ${hashOf(`type || E'\\n' || ${isoTime} || E'\\n' || asset || E'\\n' || coalesce(sequence::text, '') || E'\\n' || data::text`)}, seq, idx
     FROM events WHERE time >= $1 AND time < $2`,
    [new Date(firstDayMs + n * 86_400_000), new Date(firstDayMs + (n + 1) * 86_400_000)],
  );
  for (const grain of withMinutes ? ['minute', 'hour'] : ['hour']) {
    for (const [table, rest] of tablesOf(grain)) {
      await client.query(
        `INSERT INTO ${table} SELECT series, bucket + make_interval(days => $1), ${rest} FROM ${table} WHERE ${ofFirstDay('bucket')}`,
        [n],
      );
    }
  }
  for (const [table, rest] of tablesOf('day')) {
    await client.query(
      `INSERT INTO ${table} SELECT series, bucket + $1::int, ${rest} FROM ${table} WHERE bucket = '${firstDay}'`,
      [n],
    );
  }
  await client.query('COMMIT');
}

/** A grain's tables with the columns beside the key. */
function tablesOf(grain: string): [table: string, rest: string][] {
  return [
    [`counts_${grain}`, 'n, sum, min, max'],
    [`slots_${grain}`, grain === 'day' ? 'slots, ns' : 'slot, n'],
  ];
}
