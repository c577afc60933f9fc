import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Transition } from '#shared/rules/alert.ts';
import { createEvaluator } from '#shared/rules/evaluator.ts';
import type { Input } from '#shared/rules/input.ts';
import { askForecasts, askKpis, type NamedReading } from '#shared/rules/past/ask-readings.ts';
import { backTest } from '#shared/rules/past/back-test.ts';
import { readingsAskedBy } from '#shared/rules/readings-asked-by.ts';
import { loadLimits } from '#shared/rules/replay/limits.ts';
import { createTally } from '#shared/rules/replay/tally.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { readBaselines } from '#shared/store/baselines.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readRuleCity } from '#shared/store/read-rule-city.ts';
import { insertReadings } from '#shared/store/rule-readings.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { createBaselineMeasuring } from '../../../stream/office/rules/measure-nightly.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hanoiRules } from '../../support/judge-city.ts';
import { makePackWithRules } from '../../support/pack-with-rules.ts';
import { simulateQueues } from '../../support/simulate-queues.ts';

/*
 * Two ordinary weeks of the six-unit city. In the second one forecasts and KPIs are asked for every hour as the duty
 * process does, of what was counted until then, and judged by the rules of Hanoi that ask for them.
 */
const world = 'sim:test';
const day = (date: string, hour = 0): number => Date.parse(`${date}T00:00:00+07:00`) + hour * 3_600_000;
const week = { fromMs: day('2026-11-09'), toMs: day('2026-11-14') };
const quarterMs = 900_000;
const silent = createLog('test', 'silent');
const rules = hanoiRules.filter(({ when: { kind } }) => kind === 'forecast' || kind === 'kpi');
/** A tick every quarter hour. */
const speed = 900;

let database: TestDatabase;
let pool: pg.Pool;
let pack: Awaited<ReturnType<typeof makePackWithRules>>;

beforeAll(async () => {
  [database, pack] = await Promise.all([createTestDatabase(), makePackWithRules()]);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 3, types: pgTypes });
  await importAtFirstStart(pool, pack.packDir, { log: silent, now: new Date('2026-10-01T00:00:00Z') });
  await pool.query('INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ($1, 0, $2, 0)', [
    ...[world, week.toMs],
  ]);
  const events = simulateQueues({
    ...{ seed: 'a test', day: '2026-11-02', days: 12, world },
    kinds: ['ticket', 'counter', 'record', 'call'],
  });
  const ticks = [];
  for (let ms = week.fromMs; ms < week.toMs; ms += quarterMs) {
    const time = new Date(ms).toISOString();
    const place = { source: 'urn:door', asset: '', unit: '', time, receivedtime: time, world };
    ticks.push(anEvent('clock.tick', { speed }, { id: `tick-${ms}`, ...place }));
  }
  const client = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await client.connect();
  await (await openWriter(client)).write([...events, ...ticks].sort((a, b) => (a.time < b.time ? -1 : 1)));
  await client.end();
}, 240_000);

afterAll(async () => {
  await pool.end();
  await Promise.all([database.drop(), pack.remove()]);
});

it(
  'an ordinary week of forecasts and KPIs stays within what an officer can bear, and is judged alike afterwards',
  { timeout: 240_000 },
  async () => {
    const city = await readRuleCity(pool);
    const asked = readingsAskedBy(rules, city, '2026-11-09');
    const evaluator = createEvaluator({ world, rules, city });
    const transitions: Transition[] = [];
    const known = { forecasts: 0, kpis: 0, all: 0 };
    const { rows } = await pool.query<{ seq: number; time: Date }>(
      `SELECT seq, time FROM events WHERE world = $1 AND type = 'clock.tick' ORDER BY seq, idx`,
      [world],
    );
    for (const { seq, time } of rows) {
      const nowMs = time.getTime();
      const tick: Input = { kind: 'tick', seq, time: time.toISOString(), speed };
      const hour = ((nowMs - week.fromMs) / 3_600_000) % 24;
      // At night nobody comes; four times an hour tells no more than once.
      if (hour >= 7 && hour <= 18 && hour % 1 === 0) {
        const readings = await inSnapshot(pool, async (sql) => [
          ...(await askForecasts(sql, asked, { world, nowMs })),
          ...(await askKpis(sql, asked, { world, nowMs })),
        ]);
        count(readings);
        await insertReadings(pool, { world, at: time }, readings);
        evaluator.step({ kind: 'readings', readings });
      }
      transitions.push(...evaluator.step(tick));
    }
    expect(known.forecasts).toBeGreaterThan(known.all / 10);
    expect(known.kpis).toBeGreaterThan(24);
    const tally = createTally(rules.map(({ id }) => id));
    transitions.forEach(tally.add);
    const load = tally.load(week.fromMs, week.toMs);
    expect(load).toMatchObject({ floods: [], hoursOverLimit: 0, verdict: 'acceptable' });
    // A part of what one officer can bear: other rules call too.
    expect(load.perDay).toBeLessThan(loadLimits.acceptablePerDay / 10);

    const again: Transition[] = [];
    const test = await backTest(pool, {
      ...{ world, rules, city, ...week },
      onProgress: () => undefined,
      onTransition: (one) => again.push(one),
    });
    expect(test.notReplayed).toEqual([]);
    expect(again.map((one) => JSON.stringify(one))).toEqual(transitions.map((one) => JSON.stringify(one)));

    function count(readings: readonly NamedReading[]): void {
      known.all += readings.length;
      for (const { name, value, ahead } of readings) {
        if (name.startsWith('forecast ') && (ahead?.length ?? 0) > 0) known.forecasts += 1;
        if (name.startsWith('kpi ') && value !== null) known.kpis += 1;
      }
    }
  },
);

it('what is usual is measured once in a day of the world, and again when a rule compares something else', async () => {
  const measure = createBaselineMeasuring(pool, silent);
  await measure(Date.now());
  await measure(Date.now());
  const versions = async () =>
    (await pool.query<{ versions: number }>('SELECT count(DISTINCT version)::int AS versions FROM baselines')).rows[0]
      ?.versions;
  expect(await versions()).toBe(1);
  const held = await readBaselines(pool, { world, fromDay: '2026-11-01', toDay: '2026-11-30' });
  const usual = held.get('2026-11-14')?.find(({ series, slot }) => series === 'call.queued  n ' && slot === 9);
  const { rows } = await pool.query<{ n: number }>(
    `SELECT n FROM rollup_hour WHERE world = $1 AND metric = 'call.queued' AND unit = '' AND scope = '' AND dim = ''
       AND bucket = ANY($2) ORDER BY bucket`,
    [world, [new Date(day('2026-11-02', 9)), new Date(day('2026-11-09', 9))]],
  );
  expect(rows).toHaveLength(2);
  expect(usual).toMatchObject({ median: ((rows[0]?.n ?? 0) + (rows[1]?.n ?? 0)) / 2, weeks: 2 });
  await pool.query(
    `UPDATE rules SET body = replace(body, 'call.queued', 'call.answered_ms') WHERE id = 'calls-unusual'`,
  );
  await measure(Date.now());
  expect(await versions()).toBe(2);
});
