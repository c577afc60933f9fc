import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { assetsOf } from '#shared/locality/assets-of.ts';
import type { Transition } from '#shared/rules/alert.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { backTest, type BackTest } from '#shared/rules/past/back-test.ts';
import { inOrder } from '#shared/rules/in-order.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listRulesHeld } from '#shared/store/list-rules-held.ts';
import { describeBackTest } from '../../../infra/rules/describe-back-test.ts';
import { loadScenario } from '../../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { createSentCity } from '../../../ingest/senders/simulator/sending/create-sent-city.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hanoiRules, judgeCity } from '../../support/judge-city.ts';
import { byDuty, judgePast } from '../../support/judge-past.ts';
import { sixUnit } from '../../support/simulate-parts.ts';

/** Days of the six-unit city, counted by the writer's own code; each in a world of its own. */
const startMs = Date.parse('2026-11-25T00:00:00+07:00');
const hourMs = 3_600_000;
const city = ruleCityOf(sixUnit);
let database: TestDatabase;
let pool: pg.Pool;
let db: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const connection = { connectionString: database.databaseUrl, types: pgTypes };
  pool = new pg.Pool({ ...connection, max: 3 });
  db = new pg.Client(connection);
  await db.connect();
  const writer = await openWriter(db);
  await writer.write(await simulate('live', 12, ['portal-down']));
  const eventful = ['power-cut', 'clock-skew', 'feed-silent'];
  await writer.write(disturb(await simulate('sim:eventful', 34, eventful)));
  await writer.write(bringForward(await simulate('sim:forward', 12, ['feed-silent', 'portal-down'])));
}, 240_000);

afterAll(async () => {
  await Promise.all([db.end(), pool.end()]);
  await database.drop();
});

async function simulate(world: string, hours: number, scenarios: readonly string[]): Promise<AcceptedEvent[]> {
  const sent = await createSentCity({
    ...{ pack: sixUnit, run: 'test', seed: 'a test', heartbeatS: 60, signal: new AbortController().signal },
    scenarios: scenarios.map((name) => loadScenario(`infra/scenarios/${name}.yaml`)),
    plan: { tag: 'test', startMs, endMs: null, forwardToMs: null, thinned: [], sentThroughMs: startMs },
    onMadeAgain: () => undefined,
  });
  const units = new Map(assetsOf(sixUnit).map(({ code, unit }) => [code, unit]));
  const events: AcceptedEvent[] = [];
  let nowMs = startMs;
  sent.sendTo((_feed, { event }) => {
    const one = event as AcceptedEvent;
    const receivedtime = new Date(nowMs).toISOString();
    events.push({ ...one, unit: units.get(one.asset) ?? '', receivedtime, world });
  });
  while (nowMs < startMs + hours * hourMs) {
    nowMs += 15_000;
    sent.agenda.runUntil(nowMs);
    const time = new Date(nowMs).toISOString();
    const over = { id: `tick-${nowMs}`, source: 'urn:door', asset: '', unit: '', time, receivedtime: time, world };
    events.push(anEvent('clock.tick', { speed: 15 }, over));
  }
  return events;
}

/** Some come late, some are withdrawn, one device says nothing for four minutes now and then, some ticks are missing. */
function disturb(events: readonly AcceptedEvent[]): AcceptedEvent[] {
  const disturbed: AcceptedEvent[] = [];
  const held: AcceptedEvent[] = [];
  for (const [at, event] of events.entries()) {
    const ms = Date.parse(event.time) - startMs;
    const isGap = event.asset === 'K003' && ms % (3 * hourMs) < 4 * 60_000;
    const isBlind = event.type === 'clock.tick' && ms > 20 * hourMs && ms < 20 * hourMs + 600_000;
    if (isGap || isBlind) continue;
    if (event.asset === 'K002' && at % 9 === 0) {
      held.push({ ...event, receivedtime: new Date(Date.parse(event.time) + 400_000).toISOString() });
      continue;
    }
    while (held[0] && held[0].receivedtime <= event.time) disturbed.push(held.shift() as AcceptedEvent);
    disturbed.push(event);
    if (event.type !== 'kiosk.heartbeat' || event.asset !== 'K001' || at % 400 > 5) continue;
    const over = { id: `void-${at}`, source: event.source, asset: event.asset, unit: event.unit, time: event.time };
    const { receivedtime, world } = event;
    disturbed.push(anEvent('kiosk.voided', { id: event.id, reason: 'test' }, { ...over, receivedtime, world }));
  }
  return disturbed;
}

/** Until eight in the morning a tick only every ten minutes, as of a world that is brought forward; kiosks say nothing from five to six. */
function bringForward(events: readonly AcceptedEvent[]): AcceptedEvent[] {
  return events.flatMap((event) => {
    const ms = Date.parse(event.time) - startMs;
    if (event.type.startsWith('kiosk.') && ms > 5 * hourMs && ms < 6 * hourMs) return [];
    if (event.type !== 'clock.tick' || ms >= 8 * hourMs) return [event];
    return ms % 600_000 === 0 ? [{ ...event, data: { speed: 600 } }] : [];
  });
}

function tryRules(world: string, over: { isThinned?: boolean; onTransition?: (one: Transition) => void } = {}) {
  const options = { world, rules: hanoiRules, city, fromMs: startMs, toMs: startMs + 40 * hourMs };
  return backTest(pool, { ...options, onProgress: () => undefined, ...over });
}

it('finds in the stored past what was found while it happened', { timeout: 120_000 }, async () => {
  const test = await tryRules('live');
  const { tally } = await judgeCity({ scenario: 'portal-down' });
  const briefly = (episodes: BackTest['episodes']) =>
    episodes
      .filter(({ openedAt }) => Date.parse(openedAt) < startMs + 12 * hourMs)
      .map(({ rule, target, openedAt, announcedAt }) => ({ rule, target, openedAt, announcedAt }));
  expect(briefly(test.episodes)).toEqual(briefly(tally.episodes()));
  expect(test.load).toMatchObject({ announced: 1, byPriority: { P1: 1 }, floods: [], verdict: 'acceptable' });
  expect(test.ticks).toBe(2_880);
  const text = describeBackTest(test, hanoiRules);
  expect(text).toContain('system-down S-DVCQG (since 2026-11-25T02:00:15.000Z)');
  expect(text).toContain('On the desk: 1 alerts, 2.0 a day');
});

it(
  'tells the same to the byte whether every event is judged or only those that matter',
  { timeout: 240_000 },
  async () => {
    const [thinned, whole]: [Transition[], Transition[]] = [[], []];
    const test = await tryRules('sim:eventful', { onTransition: (one) => thinned.push(one) });
    const slow = await tryRules('sim:eventful', { isThinned: false, onTransition: (one) => whole.push(one) });
    const plain = await judgePast(db, { world: 'sim:eventful', rules: hanoiRules, city });
    expect(JSON.stringify(whole)).toBe(JSON.stringify(plain));
    expect(JSON.stringify(thinned)).toBe(JSON.stringify(plain));
    expect(new Set(plain.map(({ alert }) => alert.rule)).size).toBeGreaterThan(5);
    expect(slow.judged).toBe(slow.events);
    expect(test.judged).toBeLessThan(test.events / 2);
  },
);

it('judges no more of a world that was brought forward than the duty process did', { timeout: 120_000 }, async () => {
  const told: Transition[] = [];
  await tryRules('sim:forward', { onTransition: (one) => told.push(one) });
  const live = await judgePast(db, { world: 'sim:forward', rules: hanoiRules, city }, byDuty);
  expect(JSON.stringify(told)).toBe(JSON.stringify(live));
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter(({ at }) => Date.parse(at) < startMs + 8 * hourMs)).toEqual([]);
});

it('compares a rule with what it was, over the same past', { timeout: 120_000 }, async () => {
  const changed = hanoiRules.map((rule) => (rule.id === 'system-down' ? { ...rule, forS: 14_400 } : rule));
  const test = await backTest(pool, {
    ...{ world: 'live', rules: changed, against: hanoiRules, city, fromMs: startMs, toMs: startMs + 13 * hourMs },
    onProgress: () => undefined,
  });
  const announced = (rules: BackTest['rules'] = []) => rules.find(({ rule }) => rule === 'system-down')?.announced;
  expect(announced(test.before?.rules)).toBe(1);
  expect(announced(test.rules)).toBe(0);
});

it('judges by the rules that asked then, each change from its instant on', { timeout: 120_000 }, async () => {
  const others = hanoiRules.filter(({ id }) => id !== 'system-down');
  const [onAt, offAt] = ['2026-11-25T03:00:00.000Z', '2026-11-25T03:30:00.000Z'];
  for (const rule of hanoiRules) {
    const isOurs = rule.id === 'system-down';
    await db.query('INSERT INTO rules (id, body, enabled, valid_from, valid_to) VALUES ($1, $2, true, $3, $4)', [
      ...[rule.id, JSON.stringify(rule), isOurs ? onAt : '2026-01-01T00:00:00Z', isOurs ? offAt : null],
    ]);
  }
  const span = { fromMs: startMs, toMs: startMs + 13 * hourMs };
  const held = await listRulesHeld(pool, span);
  expect(held.map(({ fromMs }) => fromMs)).toEqual([startMs, Date.parse(onAt), Date.parse(offAt)]);
  expect(held.map(({ rules }) => rules)).toEqual([others, inOrder(hanoiRules), others]);
  const test = await backTest(pool, {
    ...{ world: 'live', rules: hanoiRules, held, city, ...span },
    onProgress: () => undefined,
  });
  const own = test.episodes.filter(({ rule }) => rule === 'system-down');
  expect(own).toMatchObject([{ target: 'S-DVCQG', closedAt: offAt }]);
  expect(Date.parse(own[0]?.openedAt ?? '') - Date.parse(onAt)).toBeLessThan(600_000);
  expect(Date.parse(own[0]?.openedAt ?? '')).toBeGreaterThan(Date.parse(onAt));
});

it('says that a world without ticks was not watched', async () => {
  await expect(tryRules('sim:none')).rejects.toThrow('has no ticks');
});
