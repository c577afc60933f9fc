import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { answerForecasts, ForecastQuestionError } from '#shared/forecast/ask/answer-forecasts.ts';
import { answerQueues } from '#shared/forecast/ask/answer-queues.ts';
import { measureQueues } from '#shared/forecast/ask/measure-world.ts';
import { placesOf } from '#shared/forecast/ask/places.ts';
import { readLedger } from '#shared/kpi/ask/read-ledger.ts';
import type { Ledger } from '#shared/kpi/ledger/ledger.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { readForecastErrors } from '#shared/store/read-forecast-errors.ts';
import { createNightlyMeasuring } from '../../../stream/office/forecast/measure-nightly.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { runCommand } from '../../support/run-command.ts';
import { simulateQueues } from '../../support/simulate-queues.ts';

/*
 * Two simulated weeks of the six-unit city in SQL. What forecasts are held against is counted here from the events
 * themselves, and the forecasts tried are those that were answered at each instant, which knew nothing of what came after.
 */
const day = (date: string, hour = 0): number => Date.parse(`${date}T00:00:00+07:00`) + hour * 3_600_000;
const firstMonday = '2026-11-02';
/** The Saturday after the second week. */
const nowMs = day('2026-11-14');
/** Its clock stands still at that instant. */
const world = 'sim:test';
const silent = createLog('test', 'silent');

let database: TestDatabase;
let pool: pg.Pool;
let ledger: Ledger;
let events: AcceptedEvent[];

beforeAll(async () => {
  events = simulateQueues({
    seed: 'a test',
    day: firstMonday,
    days: 12,
    kinds: ['ticket', 'counter', 'feedback'],
    world,
  });
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2, types: pgTypes });
  await importAtFirstStart(pool, 'tests/support/cities/six-unit', {
    log: silent,
    now: new Date('2026-10-01T00:00:00Z'),
  });
  await pool.query('INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ($1, 0, $2, 0)', [
    world,
    nowMs,
  ]);
  const client = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await client.connect();
  const writer = await openWriter(client);
  // Somebody's ticket was issued by mistake, at a place whose quarter hours are read from events and at one read from rows.
  const wrong = ['C01', 'P00004'].map((asset) =>
    anEvent(
      'ticket.issued',
      { ticketId: `wrong-${asset}` },
      {
        ...{ id: `wrong-${asset}`, asset, world, unit: asset === 'C01' ? '00070' : '00004' },
        time: new Date(day('2026-11-12', 9)).toISOString(),
      },
    ),
  );
  await writer.write([...events, ...wrong]);
  await writer.write(
    wrong.map(({ id, asset, unit, time }) =>
      anEvent('ticket.voided', { id, reason: 'by mistake' }, { id: `v-${id}`, asset, world, unit, time }),
    ),
  );
  await client.end();
  ledger = await readLedger(pool, world);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

const of = (asset: string) =>
  events.filter((event) => event.asset === asset).map((event) => ({ ...event, ms: Date.parse(event.time) }));
const midnight = (ms: number): number => Math.floor((ms + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000;

/** How many had a ticket of that day and were neither called nor gone. */
function waitingAt(own: ReturnType<typeof of>, ms: number): number {
  const since = own.filter((event) => event.ms >= midnight(ms) && event.ms < ms);
  const count = (type: string): number => since.filter((event) => event.type === type).length;
  return count('ticket.issued') - count('ticket.called') - count('ticket.abandoned');
}

/** The mean wait of those called in some minutes. */
function waitIn(own: ReturnType<typeof of>, fromMs: number, toMs: number): number | null {
  const called = own.filter(({ type, ms }) => type === 'ticket.called' && ms >= fromMs && ms < toMs);
  if (called.length === 0) return null;
  return called.reduce((sum, { data }) => sum + Math.round(Number(data.waitS) * 1_000), 0) / called.length;
}

const quarter = 900_000;
const weekMs = 7 * 86_400_000;
const isOpen = (ms: number): boolean => {
  const hour = (ms - midnight(ms)) / 3_600_000;
  return (hour >= 8 && hour < 12) || (hour >= 13.5 && hour < 17);
};

type TrialByHand = { kind: string; horizon: number; error: number; naive: number };
type Asked = { thenMs: number; horizon: number; step: { waiting: number | null; waitMs: number | null } | undefined };

/** What was answered, and what was so a week before, against what came. */
function tryByHand(own: ReturnType<typeof of>, { thenMs, horizon, step }: Asked): TrialByHand[] {
  if (!isOpen(thenMs)) return [];
  const marks = [-2, -1, 0, 1, 2].map((which) => waitingAt(own, thenMs - weekMs + which * quarter));
  const naive = marks.reduce((sum, one) => sum + one, 0) / marks.length;
  const [actual, wait] = [waitingAt(own, thenMs), waitIn(own, thenMs, thenMs + quarter)];
  const naiveWait = waitIn(own, thenMs - weekMs - 2 * quarter, thenMs - weekMs + 2 * quarter);
  const length = { error: Math.abs((step?.waiting ?? NaN) - actual), naive: Math.abs(naive - actual) };
  const trials: TrialByHand[] = [{ kind: 'queue-length', horizon, ...length }];
  if (typeof step?.waitMs !== 'number' || wait === null || naiveWait === null) return trials;
  const waits = { error: Math.abs(step.waitMs - wait), naive: Math.abs(naiveWait - wait) };
  return [...trials, { kind: 'queue-wait', horizon, ...waits }];
}

// One whose quarter hours are its unit's, and one that shares its unit with a point.
describe.each(['P00004', 'C01'])('%s', (code) => {
  it('is forecast from what was counted until then, and its measured errors are those counted by hand', async () => {
    const places = placesOf(ledger, nowMs).filter((place) => place.code === code);
    const own = of(code);
    const trials: TrialByHand[] = [];
    const origins = Array.from({ length: 18 }, (_, which) => day('2026-11-13', 8) + which * 2 * quarter);
    for (const atMs of origins.filter(isOpen)) {
      const [answer] = await answerQueues(pool, places, { world, nowMs: atMs, ledger, measured: undefined });
      expect(answer).toMatchObject({ method: 'tickets', reason: null, coverage: { basis: 'working-days' } });
      for (const horizon of [30, 60, 120]) {
        const step = answer?.steps?.find(({ at }) => Date.parse(at) === atMs + horizon * 60_000);
        trials.push(...tryByHand(own, { thenMs: atMs + horizon * 60_000, horizon, step }));
      }
    }
    const measured = await measureQueues(pool, { world, nowMs, ledger, days: 1 }, { places });
    expect(measured.filter(({ subject }) => subject === code)).toHaveLength(6);
    for (const { kind, horizon, n, mae, maeNaive } of measured) {
      const by = trials.filter((trial) => trial.kind === kind && trial.horizon === horizon);
      const mean = (field: 'error' | 'naive'): number => by.reduce((sum, trial) => sum + trial[field], 0) / by.length;
      expect([kind, horizon, n]).toEqual([kind, horizon, by.length]);
      expect(mae).toBeCloseTo(mean('error'), 6);
      expect(maeNaive).toBeCloseTo(mean('naive'), 6);
    }
  });
});

it('satisfaction at the end of the month is what was counted and, for each day to come, the middle of its weekday', async () => {
  const { months } = await answerForecasts(pool, {
    world,
    nowMs,
    kpi: ['satisfaction', 'online_procedure_share'],
  });
  const sums = new Map<string, { good: number; all: number }>();
  for (const { type, time, data } of events) {
    if (type !== 'feedback.given') continue;
    const date = new Date(midnight(Date.parse(time)) + 7 * 3_600_000).toISOString().slice(0, 10);
    const before = sums.get(date) ?? { good: 0, all: 0 };
    sums.set(date, { good: before.good + (Number(data.score) >= 4 ? 1 : 0), all: before.all + 1 });
  }
  const expected = { good: 0, all: 0 };
  for (const own of sums.values()) {
    expected.good += own.good;
    expected.all += own.all;
  }
  for (let date = 14; date <= 30; date += 1) {
    const weekday = new Date(Date.UTC(2026, 10, date)).getUTCDay();
    // The 24th is a holiday.
    if (weekday === 0 || weekday === 6 || date === 24) continue;
    const alike = [...sums]
      .filter(([name]) => new Date(`${name}T00:00:00Z`).getUTCDay() === weekday)
      .map(([, own]) => own);
    expect(alike).toHaveLength(2);
    for (const field of ['good', 'all'] as const)
      expected[field] += alike.reduce((sum, own) => sum + own[field], 0) / 2;
  }
  const satisfaction = months.find(({ kpi }) => kpi === 'satisfaction');
  expect(satisfaction).toMatchObject({
    reason: null,
    daysLeft: 17,
    workingDaysLeft: 10,
    month: { from: '2026-11-01', to: '2026-12-01' },
  });
  expect(satisfaction?.numerator).toBeCloseTo(expected.good, 6);
  expect(satisfaction?.denominator).toBeCloseTo(expected.all, 6);
  expect(months.find(({ kpi }) => kpi === 'online_procedure_share')).toMatchObject({
    value: null,
    reason: 'not-additive',
  });
});

it('says why there is no forecast: too few days, or an open place that is silent', async () => {
  const early = await answerForecasts(pool, { world, nowMs: day('2026-11-04', 10), point: 'P00008' });
  expect(early.queues).toMatchObject([{ steps: null, reason: 'short-history', coverage: { days: 2, needed: 3 } }]);
  const later = await answerForecasts(pool, { world, nowMs: day('2026-11-16', 10), point: 'P00008' });
  expect(later.queues).toMatchObject([{ steps: null, reason: 'silent', coverage: { ageS: null } }]);
  await expect(answerForecasts(pool, { world, nowMs, point: 'P00004', unit: '00070' })).rejects.toThrow(
    ForecastQuestionError,
  );
});

it('is measured once in a civil day, and every answer carries what was measured of its place', async () => {
  const measure = createNightlyMeasuring(pool, silent);
  await measure(nowMs);
  await measure(nowMs + 3_600_000);
  const read = await readForecastErrors(pool, world);
  expect(read).toMatchObject({ version: 1, fromDay: '2026-11-07', toDay: '2026-11-14' });
  const all = read?.errors.filter(({ subject }) => subject === '') ?? [];
  expect(all.map(({ kind, horizon }) => `${kind} ${String(horizon)}`)).toEqual([
    'queue-length 30',
    'queue-length 60',
    'queue-length 120',
    'queue-wait 30',
    'queue-wait 60',
    'queue-wait 120',
  ]);
  const { queues } = await answerForecasts(pool, { world, nowMs: nowMs + 60_000 });
  expect(queues).toHaveLength(8);
  for (const { place, errors } of queues)
    expect(errors).toEqual(read?.errors.filter(({ subject }) => subject === place));
});

it('is said on the command line with its error, in words where the naive one is better', async () => {
  const others = {
    NATS_URL: 'nats://none',
    REDIS_URL: 'redis://none',
    INGEST_URL: 'http://none',
    PUBLIC_ORIGIN: 'http://none',
  };
  const env = { DATABASE_URL: database.databaseUrl, VONGLAU_DATA: '/nowhere', ...others };
  const errors = (await readForecastErrors(pool, world))?.errors.filter(({ subject }) => subject === 'P00008') ?? [];
  const worse = errors.filter(({ mae, maeNaive }) => mae >= maeNaive).length;
  const one = await runCommand(['forecast', '--point', 'P00008', '--world', world], env);
  expect(one.code).toBe(0);
  expect(one.text.match(/min ahead, .* off by: .*, the naive one by /g)).toHaveLength(6);
  expect(one.text.match(/that one is better/g) ?? []).toHaveLength(worse);
  const tried = await runCommand(['forecast', 'backtest', '--days', '7', '--point', 'P00008', '--world', world], env);
  expect(tried.text.match(/the naive one is better/g) ?? []).toHaveLength(worse);
  const live = await runCommand(['forecast', 'backtest', '--days', '7'], env);
  expect(live).toMatchObject({ code: 0, text: expect.stringContaining('Nothing can be measured') as string });
  expect((await runCommand(['forecast', '--point', 'P9', '--world', world], env)).text).toContain(
    'there is no service point or branch P9',
  );
});
