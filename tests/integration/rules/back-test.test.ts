import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { assetsOf } from '#shared/locality/assets-of.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { backTest } from '../../../infra/rules/back-test.ts';
import { describeBackTest } from '../../../infra/rules/describe-back-test.ts';
import { loadScenario } from '../../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { createSentCity } from '../../../ingest/senders/simulator/sending/create-sent-city.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hanoiRules, judgeCity } from '../../support/judge-city.ts';
import { sixUnit } from '../../support/simulate-parts.ts';

/** A day on which the portal is down from 9 to 11, counted by the writer's own code. */
const startMs = Date.parse('2026-11-25T00:00:00+07:00');
const endMs = startMs + 12 * 3_600_000;
let database: TestDatabase;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const writer = await openWriter(db);
  await writer.write(await morning());
}, 120_000);

afterAll(async () => {
  await db.end();
  await database.drop();
});

async function morning(): Promise<AcceptedEvent[]> {
  const city = await createSentCity({
    ...{ pack: sixUnit, run: 'test', seed: 'a test', heartbeatS: 60, signal: new AbortController().signal },
    scenarios: [loadScenario('infra/scenarios/portal-down.yaml')],
    plan: { tag: 'test', startMs, endMs: null, forwardToMs: null, thinned: [], sentThroughMs: startMs },
    onMadeAgain: () => undefined,
  });
  const units = new Map(assetsOf(sixUnit).map(({ code, unit }) => [code, unit]));
  const events: AcceptedEvent[] = [];
  city.sendTo((_feed, { event }) => {
    const sent = event as AcceptedEvent;
    events.push({ ...sent, unit: units.get(sent.asset) ?? '', receivedtime: sent.time, world: 'live' });
  });
  for (let nowMs = startMs; nowMs < endMs;) {
    nowMs += 15_000;
    city.agenda.runUntil(nowMs);
    const time = new Date(nowMs).toISOString();
    const over = { id: `tick-${nowMs}`, source: 'urn:door', asset: '', unit: '', time, receivedtime: time };
    events.push(anEvent('clock.tick', { speed: 15 }, over));
  }
  return events;
}

it('finds in the stored past what was found while it happened', { timeout: 120_000 }, async () => {
  let hours = 0;
  const test = await backTest(db, {
    ...{ world: 'live', rules: hanoiRules, city: ruleCityOf(sixUnit), fromMs: startMs, toMs: endMs + 60_000 },
    onProgress: (done) => (hours = done),
  });
  const { tally } = await judgeCity({ scenario: 'portal-down' });
  const briefly = (episodes: typeof test.episodes) =>
    episodes
      .filter(({ openedAt }) => Date.parse(openedAt) < endMs)
      .map(({ rule, target, openedAt, announcedAt }) => ({ rule, target, openedAt, announcedAt }));
  expect(briefly(test.episodes)).toEqual(briefly(tally.episodes()));
  expect(test.load).toMatchObject({ announced: 1, byPriority: { P1: 1 }, floods: [], verdict: 'acceptable' });
  expect(test.ticks).toBe(2_880);
  expect(hours).toBeGreaterThanOrEqual(12);
  const text = describeBackTest(test, hanoiRules);
  expect(text).toContain('system-down S-DVCQG (since 2026-11-25T02:00:15.000Z)');
  expect(text).toContain('On the desk: 1 alerts, 2.0 a day');
});

it('says that a world without ticks was not watched', async () => {
  const options = { world: 'sim:none', rules: hanoiRules, city: ruleCityOf(sixUnit), fromMs: startMs, toMs: endMs };
  await expect(backTest(db, { ...options, onProgress: () => undefined })).rejects.toThrow('has no ticks');
});
