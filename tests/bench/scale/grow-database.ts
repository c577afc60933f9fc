import { statfs } from 'node:fs/promises';
import type pg from 'pg';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { ensureMonths } from '../../../stream/writer/ensure-months.ts';
import type { BenchPorts } from '../measurement.ts';
import { cloneDay, firstDayMs } from './clone-day.ts';
import { eventsPerDay, makeDay } from './make-day.ts';
import { createProgressBar } from './progress-bar.ts';
import type { ScaleServer } from './scale-database.ts';
import { openWriter } from './write-first-day.ts';

/** What an event takes with its identity, its roll-ups and all indexes; the log of the database comes on top. */
const bytesPerEvent = 520;
const roomBytes = 10 * 2 ** 30;
const minuteRowsDays = 35;
const lanes = 2;
const dayLengthMs = 86_400_000;

/** Whether the disk has room for so many more events; says what it takes. */
export async function hasRoom(folder: string, events: number, say: BenchPorts['say']): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  const needed = events * bytesPerEvent + roomBytes;
  const gb = (bytes: number): string => `${Math.ceil(bytes / 2 ** 30)} GB`;
  say(`  ${events / 1e6} M events take ${gb(needed)} of disk in ${folder}; ${gb(bavail * bsize)} are free`);
  return needed < bavail * bsize;
}

/**
 * Grows a database to so many events: the first day is written by the writer's own code, every other is that day again.
 * What is done stays done when it is stopped. At the first size everything is counted again.
 */
export async function growDatabase(
  server: ScaleServer,
  { events, packDir, isFirst }: { events: number; packDir: string; isFirst: boolean },
  { say, signal }: BenchPorts,
): Promise<void> {
  const client = await server.connect(events);
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS bench');
    await client.query('CREATE TABLE IF NOT EXISTS bench.days (n integer PRIMARY KEY)');
    await client.query('CREATE TABLE IF NOT EXISTS bench.finished (events bigint PRIMARY KEY)');
    const finished = await client.query('SELECT FROM bench.finished WHERE events = $1', [events]);
    if (finished.rowCount === 1) return;
    const days = events / eventsPerDay;
    const known = await client.query<{ n: number }>('SELECT n FROM bench.days');
    const done = new Set(known.rows.map(({ n }) => n));
    if (!done.has(0)) {
      say('  the first day, by the writer');
      await writeFirstDay(client, packDir);
    }
    const missing = Array.from({ length: days }, (_, n) => n).filter((n) => !done.has(n) && n > 0);
    await makeMonths(client, days, packDir);
    await cloneDays(() => server.connect(events), { missing, days }, { say, signal });
    await client.query('UPDATE writer_position SET seq = $1', [(days * eventsPerDay) / 500]);
    say('  vacuum, as the server does by itself in time');
    await client.query('VACUUM ANALYZE');
    if (isFirst) await verify(client, events, say);
    await client.query('INSERT INTO bench.finished VALUES ($1)', [events]);
  } finally {
    await client.end();
  }
}

/** Anew, where an earlier attempt was stopped within it. */
async function writeFirstDay(client: pg.Client, packDir: string): Promise<void> {
  await client.query('TRUNCATE events, identities, receipts, writer_position');
  for (const grain of ['minute', 'hour', 'day']) await client.query(`TRUNCATE counts_${grain}, slots_${grain}`);
  const writer = await openWriter(client);
  await writer.write(makeDay(packDir, firstDayMs));
  await client.query('INSERT INTO bench.days VALUES (0)');
}

/** All partitions of identities beforehand: making one waits for every transaction that writes to another. */
async function makeMonths(client: pg.Client, days: number, packDir: string): Promise<void> {
  const [event] = makeDay(packDir, firstDayMs);
  if (!event) return;
  const sample = { seq: 0, idx: 0, key: '', hash: '' };
  const events = Array.from({ length: days + 1 }, (_, n) => ({
    ...sample,
    event: { ...event, time: new Date(firstDayMs + n * dayLengthMs).toISOString() },
  }));
  await ensureMonths(client, new Set(), events);
}

/** Each lane clones days that follow one another, so that no two wait for the same chunk. */
async function cloneDays(
  connect: () => Promise<pg.Client>,
  { missing, days }: { missing: readonly number[]; days: number },
  { say, signal }: Pick<BenchPorts, 'say' | 'signal'>,
): Promise<void> {
  const bar = createProgressBar('days', missing.length, say);
  const perLane = Math.ceil(missing.length / lanes);
  let cloned = 0;
  const cloneLane = async (lane: number): Promise<void> => {
    const own = await connect();
    try {
      // A day lost with the server's memory is cloned again.
      await own.query('SET synchronous_commit = off');
      for (const n of missing.slice(lane * perLane, (lane + 1) * perLane)) {
        signal.throwIfAborted();
        await cloneDay(own, n, n >= days - minuteRowsDays);
        bar((cloned += 1));
      }
    } finally {
      await own.end();
    }
  };
  await Promise.all(Array.from({ length: lanes }, (_, lane) => cloneLane(lane)));
}

/** Counts everything again, and has the writer look at a day's events it did not write itself: it must know them all. */
async function verify(client: pg.Client, events: number, say: BenchPorts['say']): Promise<void> {
  say('  counting everything again');
  const counted = await recount(client, civilCalendar('Asia/Ho_Chi_Minh'));
  if (counted.different > 0 || counted.events !== events) {
    const [first] = counted.differences;
    throw new Error(
      `${counted.events} events counted again, ${counted.different} differences, first ${JSON.stringify(first)}`,
    );
  }
  const { rows } = await client.query<EventRow>(
    `SELECT ${eventColumns} FROM events WHERE time >= $1 ORDER BY time LIMIT 10000`,
    [new Date(firstDayMs + dayLengthMs)],
  );
  await (await openWriter(client)).write(rows.map(toEvent), 'repeats');
  say(`  ${counted.events} events, ${counted.rows} roll-up rows, no difference; identities known again`);
}
