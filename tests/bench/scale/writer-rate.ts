import type pg from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { eventsPerDay, makeDay } from './make-day.ts';
import { firstDayMs } from './clone-day.ts';
import { openWriter } from './write-first-day.ts';

const eventsPerRound = 50_000;
/**
 * A writer that has run for an hour has every page of the identities it looks back at in memory: 150,000 random keys visit all
 * but a few of the 75,000 that 35 days take.
 */
const unmeasuredRounds = 3;
const dayLengthMs = 86_400_000;

/** A database that holds so many days; the writer goes on with the next. */
export type Written = { readonly days: number; readonly client: pg.Client };

/**
 * Events per second of the writer's own commits into each database, round by round in turns and in changing order, of the day after the
 * last it holds. What was written is taken out again.
 */
export async function measureWriter(
  databases: readonly Written[],
  packDir: string,
  rounds: number,
): Promise<number[][]> {
  for (const database of databases) await forgetToday(database);
  try {
    return await writeInTurns(databases, packDir, rounds);
  } finally {
    for (const database of databases) await forgetToday(database);
  }
}

async function writeInTurns(databases: readonly Written[], packDir: string, rounds: number): Promise<number[][]> {
  const writers = await Promise.all(databases.map(({ client }) => openWriter(client)));
  const days = databases.map(({ days }) => makeDay(packDir, firstDayMs + days * dayLengthMs));
  const rates: number[][] = databases.map(() => []);
  for (let round = -unmeasuredRounds; round < rounds; round += 1) {
    const turns = round % 2 === 0 ? [...databases.keys()] : [...databases.keys()].reverse();
    for (const at of turns) {
      // A checkpoint to all that is measured, as a busy server makes them far apart: of each page the first change after it is logged whole.
      if (round === 0) await databases[at]?.client.query('CHECKPOINT');
      const events = sliceOf(days[at] ?? [], round + unmeasuredRounds);
      const ms = (await writers[at]?.write(events)) ?? Number.NaN;
      if (round >= 0) rates[at]?.push(events.length / (ms / 1_000));
    }
  }
  return rates;
}

/** A working hour's events, under ids of their own in every round. */
function sliceOf(day: readonly AcceptedEvent[], round: number): AcceptedEvent[] {
  const from = Math.floor((eventsPerDay - eventsPerRound) / 2);
  return day.slice(from, from + eventsPerRound).map((event) => ({ ...event, id: `w${round}-${event.id}` }));
}

async function forgetToday({ days, client }: Written): Promise<void> {
  const startMs = firstDayMs + days * dayLengthMs;
  const start = new Date(startMs);
  const day = new Date(startMs + 12 * 3_600_000).toISOString().slice(0, 10);
  await client.query('DELETE FROM events WHERE time >= $1', [start]);
  await client.query('DELETE FROM identities WHERE time >= $1', [start]);
  for (const table of ['counts', 'slots']) {
    for (const grain of ['minute', 'hour'])
      await client.query(`DELETE FROM ${table}_${grain} WHERE bucket >= $1`, [start]);
    await client.query(`DELETE FROM ${table}_day WHERE bucket >= $1::date`, [day]);
  }
  await client.query('DELETE FROM receipts WHERE day >= $1::date', [day]);
}
