import { join } from 'node:path';
import type pg from 'pg';
import { loadPack } from '#shared/locality/load-pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { ReplaySession } from '../../../stream/live/replay/replay-session.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { quantile } from '../quantiles.ts';
import { fillPast } from '../rules/fill-past.ts';
import { openPastDatabase } from '../rules/past-database.ts';
import { keepSnapshots } from './keep-snapshots.ts';

const hourMs = 3_600_000;
const dayLengthMs = 24 * hourMs;
const world = 'live';
/** A moment soon after a snapshot, one between two, and one just before the next: the farthest there is to go. */
const intoHourMs = [30_000, 35 * 60_000, 59 * 60_000] as const;
const wantedMs = 2_000;
const fastest = 600;
const watchedS = 20;

/**
 * How long a replay takes to show a moment of Hanoi's busiest day: the place in the log found, the snapshot before it read, the
 * events since folded and counted, and all of it ready to be sent. And what is folded in a second at the greatest speed.
 */
export const replay: Measurement = {
  name: 'replay',
  about:
    'start of a replay at any moment of a day of Hanoi, and its greatest speed (kept in the cache folder, about 1 GB)',
  minutes: 4,
  run: async ({ say, signal, quick }): Promise<Figures> => {
    const pack = loadPack(join(PROJECT_DIR, quick ? 'tests/support/cities/six-unit' : 'infra/localities/hanoi'));
    const past = await openPastDatabase(process.env, quick ? 'quick' : 'hanoi');
    try {
      const { fromMs } = await fillPast(past.pool, { pack, days: 1 }, { say, signal });
      const span = { world, timeZone: pack.timeZone, fromMs, toMs: fromMs + dayLengthMs };
      const { kept, bytes } = await keepSnapshots(past.pool, span);
      say(`  ${kept} snapshots, ${Math.round(bytes / kept / 1_000)} kB each`);
      const startsMs: number[] = [];
      for (let hour = 1; hour < 24; hour += 1) {
        for (const into of intoHourMs) {
          signal.throwIfAborted();
          startsMs.push(await timeStart(past.pool, span, fromMs + hour * hourMs + into));
        }
      }
      const sorted = startsMs.sort((a, b) => a - b);
      const { events } = await countEvents(past.pool, fromMs);
      return {
        replay_day_events: events,
        replay_start_p50_ms: Math.round(quantile(sorted, 0.5)),
        replay_start_p95_ms: Math.round(quantile(sorted, 0.95)),
        replay_start_most_ms: Math.round(sorted.at(-1) ?? 0),
        replay_start_in_2_s: startsMs.filter((ms) => ms <= wantedMs).length,
        replay_starts: startsMs.length,
        replay_snapshot_kb: Math.round(bytes / kept / 1_000),
        ...(await timeFastest(past.pool, span, fromMs + 9 * hourMs)),
      };
    } finally {
      await past.stop();
    }
  },
};

type Span = { readonly world: string; readonly timeZone: string };

function openSession(pool: pg.Pool, { timeZone }: Span): { session: ReplaySession; sent: () => number } {
  let bytes = 0;
  const session = new ReplaySession({
    ...{ pool, city: 'bench', timeZone, topics: ['state', 'counts', 'alerts'], realMs: () => performance.now() },
    asked: { world, calendar: civilCalendar(timeZone), packVersion: timeZone },
    send: (frame) => void (bytes += frame.bytes(true).length),
  });
  session.greet();
  return { session, sent: () => bytes };
}

/** From asking for a moment to the last byte of its snapshots. */
async function timeStart(pool: pg.Pool, span: Span, atMs: number): Promise<number> {
  const { session, sent } = openSession(pool, span);
  const before = sent();
  const startMs = performance.now();
  await session.go(atMs, 0);
  await session.step();
  if (sent() - before < 1_000) throw new Error(`nothing was sent of ${new Date(atMs).toISOString()}`);
  return performance.now() - startMs;
}

/** How far a replay at the greatest speed comes in so many seconds, against how far it should. */
async function timeFastest(pool: pg.Pool, span: Span, atMs: number): Promise<Figures> {
  const { session } = openSession(pool, span);
  await session.go(atMs, fastest);
  const startMs = performance.now();
  while (performance.now() - startMs < watchedS * 1_000) {
    await session.step();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const elapsedS = (performance.now() - startMs) / 1_000;
  return { replay_fastest_reached: Math.round((session.placeMs - atMs) / 1_000 / elapsedS) };
}

async function countEvents(pool: pg.Pool, fromMs: number): Promise<{ events: number }> {
  const { rows } = await pool.query<{ events: number }>(
    'SELECT count(*) AS events FROM events WHERE world = $1 AND time >= $2 AND time < $3',
    [world, new Date(fromMs), new Date(fromMs + dayLengthMs)],
  );
  return rows[0] ?? { events: 0 };
}
