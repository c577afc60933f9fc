import type pg from 'pg';
import { measureMonths, measureQueues } from '#shared/forecast/ask/measure-world.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import type { Log } from '#shared/service/log.ts';
import { insertForecastErrors } from '#shared/store/insert-forecast-errors.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readForecastErrors } from '#shared/store/read-forecast-errors.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** Queues are measured over a week, so that each weekday is in it once; months over a year. */
const queueDays = 7;
const monthDays = 365;

/** Measures worlds' forecasts; to be called now and then. One whose civil day is measured already is left alone. */
export type NightlyMeasuring = (nowMs: number) => Promise<void>;

/** Measures each world once in each of its civil days, one world after another, and stores it as a new version. */
export function createNightlyMeasuring(pool: pg.Pool, log: Log): NightlyMeasuring {
  // A world of which nothing can be measured has no version; it is not looked at again before its day is another.
  const looked = new Map<string, string>();
  let running = false;
  return async (realMs) => {
    if (running) return;
    running = true;
    try {
      const worlds = ['live', ...(await listWorlds(pool)).map(({ world }) => world)];
      for (const world of worlds) {
        const today = await measureWorld(pool, { world, realMs, looked: looked.get(world) });
        if (today === undefined || today.day === looked.get(world)) continue;
        looked.set(world, today.day);
        if (today.errors > 0) log.info({ world, errors: today.errors }, 'forecasts measured');
      }
    } finally {
      running = false;
    }
  };
}

async function measureWorld(
  pool: pg.Pool,
  { world, realMs, looked }: { world: string; realMs: number; looked: string | undefined },
): Promise<{ day: string; errors: number } | undefined> {
  const nowMs = await readWorldNow(pool, world, realMs);
  if (nowMs === undefined) return undefined;
  const ledger = await readLedger(pool, world);
  const day = civilCalendar(ledger.timeZone).dayOf(nowMs);
  const last = day === looked ? day : (await readForecastErrors(pool, world))?.toDay;
  if (last !== undefined && last >= day) return { day, errors: 0 };
  const asked = { world, nowMs, ledger };
  const errors = [
    ...(await measureQueues(pool, { ...asked, days: queueDays })),
    ...(await measureMonths(pool, { ...asked, days: monthDays }, { subject: { kind: 'city' } })),
  ];
  if (errors.length > 0) {
    const madeAt = new Date(realMs);
    await insertForecastErrors(pool, { world, madeAt, fromDay: addDays(day, -queueDays), toDay: day, errors });
  }
  return { day, errors: errors.length };
}
