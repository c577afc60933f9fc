import type pg from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { assetsOf } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { createSentCity } from '../../../ingest/senders/simulator/sending/create-sent-city.ts';
import { anEvent } from '../../support/an-event.ts';
import type { BenchPorts } from '../measurement.ts';
import { createProgressBar } from '../scale/progress-bar.ts';
import { openWriter } from '../scale/write-first-day.ts';

/** A Monday, the busiest day of the week. */
const firstDay = '2026-10-19';
const secondMs = 1_000;
const minuteMs = 60_000;
const dayLengthMs = 86_400_000;
const minutesPerDay = 1_440;
/** More frames than a day has: each day's places in the log lie after those of the day before. */
const framesPerDay = 1_000_000;

/**
 * Days of a city in the world `live`, as the writer would have kept them: the first is simulated second by second and counted by
 * its own code, every other is that day again some days later. What is there already is kept.
 */
export async function fillPast(
  pool: pg.Pool,
  { pack, days }: { pack: Pack; days: number },
  { say, signal }: Pick<BenchPorts, 'say' | 'signal'>,
): Promise<{ readonly fromMs: number; readonly toMs: number }> {
  const startMs = civilCalendar(pack.timeZone).startOf(firstDay);
  const client = await pool.connect();
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS bench');
    await client.query('CREATE TABLE IF NOT EXISTS bench.days (n integer PRIMARY KEY)');
    const { rows } = await client.query<{ n: number }>('SELECT n FROM bench.days');
    const there = new Set(rows.map(({ n }) => n));
    if (!there.has(0)) await writeFirstDay(client, { pack, startMs }, { say, signal });
    const bar = createProgressBar('days', days, say);
    for (let n = 1; n < days; n += 1) {
      signal.throwIfAborted();
      if (!there.has(n)) await cloneDay(client, startMs, n);
      bar(n + 1);
    }
    if (there.size < days) await client.query('VACUUM ANALYZE');
  } finally {
    client.release();
  }
  return { fromMs: startMs, toMs: startMs + days * dayLengthMs };
}

async function writeFirstDay(
  client: pg.PoolClient,
  { pack, startMs }: { pack: Pack; startMs: number },
  { say, signal }: Pick<BenchPorts, 'say' | 'signal'>,
): Promise<void> {
  const city = await createSentCity({
    ...{ pack, run: 'bench', seed: '1', heartbeatS: 60, signal, scenarios: [] },
    plan: { tag: 'bench', startMs, endMs: null, forwardToMs: null, thinned: [], sentThroughMs: startMs },
    onMadeAgain: () => undefined,
  });
  const units = new Map(assetsOf(pack).map(({ code, unit }) => [code, unit]));
  const writer = await openWriter(client);
  let events: AcceptedEvent[] = [];
  city.sendTo((_feed, { event }) => {
    const sent = event as AcceptedEvent;
    events.push({ ...sent, unit: units.get(sent.asset) ?? '', receivedtime: sent.time, world: 'live' });
  });
  const bar = createProgressBar('minutes of the first day', minutesPerDay, say);
  for (let nowMs = startMs; nowMs < startMs + dayLengthMs;) {
    nowMs += secondMs;
    city.agenda.runUntil(nowMs);
    const time = new Date(nowMs).toISOString();
    const place = { source: 'urn:door', asset: '', unit: '', time, receivedtime: time, world: 'live' };
    events.push(anEvent('clock.tick', { speed: 1 }, { id: `tick-${nowMs}`, ...place }));
    if (nowMs % minuteMs !== 0 || events.length < 10_000) continue;
    signal.throwIfAborted();
    await writer.write(events);
    events = [];
    bar(Math.round((nowMs - startMs) / minuteMs));
  }
  await writer.write(events);
  await client.query('INSERT INTO bench.days VALUES (0)');
}

/** What back-tests read of a day, some days later; identities and day rows are nothing they ask for. */
async function cloneDay(client: pg.PoolClient, startMs: number, n: number): Promise<void> {
  const span = [new Date(startMs), new Date(startMs + dayLengthMs)];
  await client.query('BEGIN');
  // A day lost with the server's memory is cloned again.
  await client.query('SET LOCAL synchronous_commit = off');
  await client.query(
    `INSERT INTO events (world, source, id, type, time, received, unit, asset, sequence, seq, idx, data)
     SELECT world, source, $3::text || '-' || id, type, time + make_interval(days => $4), received + make_interval(days => $4),
            unit, asset, sequence, seq + $4::bigint * ${framesPerDay}, idx, data
     FROM events WHERE time >= $1 AND time < $2 ORDER BY seq, idx`,
    [...span, String(n), n],
  );
  for (const [table, rest] of [
    ...(['minute', 'hour'] as const).map((grain) => [`counts_${grain}`, 'n, sum, min, max'] as const),
    ...(['minute', 'hour'] as const).map((grain) => [`slots_${grain}`, 'slot, n'] as const),
  ]) {
    await client.query(
      `INSERT INTO ${table} SELECT series, bucket + make_interval(days => $3), ${rest} FROM ${table}
       WHERE bucket >= $1 AND bucket < $2`,
      [...span, n],
    );
  }
  await client.query('INSERT INTO bench.days VALUES ($1)', [n]);
  await client.query('COMMIT');
}
