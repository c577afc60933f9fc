import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { inOrder } from '#shared/rules/in-order.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listEveryRule, listRules } from '#shared/store/list-rules.ts';
import { findBackTest } from '#shared/store/rule-back-tests.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { BackTestResult } from '#shared/wire/rule-commands.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { examinePack } from '../../../stream/office/registry/take-in-pack.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { hanoiRules } from '../../support/judge-city.ts';
import { makePackWithRules } from '../../support/pack-with-rules.ts';
import { sixUnit } from '../../support/simulate-parts.ts';
import { waitFor } from '../../support/wait-for.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from '../office/launch-office.ts';
import { openRegistryReader, type RegistryReader } from '../office/registry-reader.ts';

/** A morning in which a connected system did not answer for a quarter of an hour. */
const world = 'sim:past';
const startMs = Date.parse('2026-11-25T01:00:00.000Z');
const endMs = startMs + 3 * 3_600_000;
const outage = { fromMs: startMs + 3_600_000, toMs: startMs + 4_500_000 };

let database: TestDatabase;
let pool: pg.Pool;
let folders: { remove: () => Promise<void> }[];
let packDir: string;
let dataDir: string;
let office: LaunchedOffice;
let registry: RegistryReader;

beforeAll(async () => {
  const city = randomCity();
  const [made, data, pack] = await Promise.all([createTestDatabase(), makeDataDir(), makePackWithRules()]);
  database = made;
  folders = [data, pack];
  ({ packDir } = pack);
  ({ dataDir } = data);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2, types: pgTypes });
  registry = await openRegistryReader(city, data.dataDir);
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: data.dataDir, packDir });
  for (const [name, role] of Object.entries({ truc: 'duty', quan: 'administrator', xem: 'viewer' })) {
    await registry.ask('account.create', { name, role });
  }
  await pool.query('INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ($1, 0, $2, 0)', [
    ...[world, endMs],
  ]);
  const db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  await (await openWriter(db)).write(morning());
  await db.end();
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await Promise.all([registry.close(), pool.end()]);
  await Promise.all([database.drop(), ...folders.map(({ remove }) => remove())]);
});

function morning(): AcceptedEvent[] {
  const events: AcceptedEvent[] = [];
  for (let ms = startMs; ms < endMs; ms += 15_000) {
    const time = new Date(ms).toISOString();
    const common = { time, receivedtime: time, world };
    if (ms % 60_000 === 0) {
      for (const { code } of sixUnit.systems) {
        const ok = code !== 'S-DVCQG' || ms < outage.fromMs || ms >= outage.toMs;
        const over = { ...common, id: `${code}-${ms}`, source: 'urn:probe', asset: code, unit: '' };
        events.push(anEvent('link.checked', { ok, coversS: 60 }, over));
      }
    }
    const place = { ...common, id: `tick-${ms}`, source: 'urn:door', asset: '', unit: '' };
    events.push(anEvent('clock.tick', { speed: 15 }, place));
  }
  return events;
}

const systemDown = (over: Partial<Rule> = {}): Rule => {
  const rule = hanoiRules.find(({ id }) => id === 'system-down');
  if (!rule) throw new Error('Hanoi has a rule of systems that are down');
  return { ...rule, ...over };
};
const as = <Value>(actor: string, verb: string, body: unknown): Promise<CommandAnswer<Value>> =>
  registry.ask<Value>(verb, body, undefined, `account:${actor}`);

/** Tries a rule and waits for what comes of it. */
async function tryRule(rule: Rule, actor = 'truc'): Promise<{ id: number; result: BackTestResult }> {
  const started = await as<{ id: number }>(actor, 'rule.test', { world, rule, days: 1 });
  if (!started.ok) throw new Error(started.message);
  const { id } = started.value;
  await waitFor('the back-test to end', async () => (await findBackTest(pool, id))?.state !== 'running');
  const test = await findBackTest(pool, id);
  if (!test?.result) throw new Error(test?.fault ?? 'there is no back-test');
  return { id, result: test.result };
}

it('holds each rule of the folder by itself, in one order', async () => {
  const { rules, version } = await listRules(pool);
  expect(rules).toEqual(inOrder(loadPack('infra/localities/hanoi').rules));
  expect(version).toMatch(/^[0-9a-f]{64}$/);
});

it('saves nothing that was not tried, or was tried otherwise', async () => {
  const rule = systemDown({ forS: 1_800 });
  expect(await as('quan', 'rule.set', { rule })).toMatchObject({ ok: false, code: 'conflict' });
  expect(await as('quan', 'rule.set', { rule, backTest: 999 })).toMatchObject({ ok: false, code: 'conflict' });
  const { id, result } = await tryRule(rule);
  expect(result).toMatchObject({ rule: { announced: 0 }, ruleBefore: { announced: 1 }, isBlind: false, more: 0 });
  expect(result.load.announced).toBe(result.loadBefore.announced - 1);
  const other = await as('quan', 'rule.set', { rule: systemDown({ forS: 1_801 }), backTest: id });
  expect(other).toMatchObject({
    ok: false,
    code: 'conflict',
    message: expect.stringContaining('another text') as string,
  });
  expect((await listRules(pool)).rules).toEqual(hanoiRules);
});

it('saves what was tried; an import leaves it alone; what others changed makes a try void', async () => {
  const earlier = await tryRule(systemDown({ forS: 60, priority: 'P2' }));
  expect(earlier.result.episodes).toMatchObject([{ target: 'S-DVCQG', priority: 'P2', silenced: null }]);
  expect(earlier.result.days.reduce((sum, { announced }) => sum + announced, 0)).toBe(1);

  const rule = systemDown({ forS: 120 });
  const { id } = await tryRule(rule);
  expect(await as('quan', 'rule.set', { rule, backTest: id })).toMatchObject({ ok: true });
  const told = (await listEveryRule(pool)).find((one) => one.rule.id === 'system-down');
  expect(told).toMatchObject({ rule: { forS: 120 }, enabled: true, editedBy: 'account:quan' });
  const { rows } = await pool.query<{ detail: object }>(
    `SELECT detail FROM audit WHERE verb = 'rule.set' AND subject = 'rule:system-down'`,
  );
  expect(rows).toMatchObject([{ detail: { before: { forS: 330 }, after: { forS: 120 }, backTest: id } }]);
  const { plan } = await examinePack(pool, loadPack(packDir), { now: new Date(), overwriteEdits: false });
  expect(plan).toMatchObject({ writes: [], kept: [{ file: 'rules.yaml', code: 'system-down' }] });

  const slow = hanoiRules.find((one) => one.id === 'link-slow');
  if (!slow) throw new Error('Hanoi has a rule of slow systems');
  const one = await tryRule({ ...slow, forS: 900 });
  const two = await tryRule(systemDown({ forS: 90 }));
  expect(await as('quan', 'rule.set', { rule: { ...slow, forS: 900 }, backTest: one.id })).toMatchObject({ ok: true });
  const stale = await as('quan', 'rule.set', { rule: systemDown({ forS: 90 }), backTest: two.id });
  expect(stale).toMatchObject({ ok: false, message: expect.stringContaining('other rules have changed') as string });
});

it('refuses what is wrong beside the others, and who may not', async () => {
  const circle = systemDown({ id: 'a-new-one', causes: [{ rule: 'nobody', equal: [] }] });
  const wrong = await as('truc', 'rule.test', { world, rule: circle });
  expect(wrong).toMatchObject({
    ok: false,
    code: 'invalid',
    message: expect.stringContaining('no other rule nobody') as string,
  });
  const elsewhere = systemDown({ scope: { kind: 'system', units: 'unit:99999' } });
  expect(await as('truc', 'rule.test', { world, rule: elsewhere })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await as('xem', 'rule.test', { world, rule: systemDown() })).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await as('truc', 'rule.set', { rule: systemDown() })).toMatchObject({ ok: false, code: 'forbidden' });
});

it('switches a rule off, and on again only as it was tried', async () => {
  expect(await as('quan', 'rule.off', { id: 'cash-drift' })).toMatchObject({ ok: true });
  expect((await listRules(pool)).rules.map(({ id }) => id)).not.toContain('cash-drift');
  expect(await as('quan', 'rule.off', { id: 'cash-drift' })).toMatchObject({ ok: false, code: 'not-found' });
  const rule = hanoiRules.find(({ id }) => id === 'cash-drift');
  if (!rule) throw new Error('Hanoi has a rule of cash');
  expect(await as('quan', 'rule.set', { rule })).toMatchObject({ ok: false, code: 'conflict' });
  const { id, result } = await tryRule(rule);
  expect(result.ruleBefore).toBeNull();
  expect(await as('quan', 'rule.set', { rule, backTest: id })).toMatchObject({ ok: true });
  expect((await listRules(pool)).rules.map((one) => one.id)).toContain('cash-drift');
});

it('tries a file of rules by the command line', async () => {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  let out = '';
  stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  stderr.resume();
  const { natsUrl, redisUrl } = inject('servers');
  const env = {
    ...{ VONGLAU_CITY: 'six-unit', VONGLAU_DATA: dataDir, NATS_URL: natsUrl, REDIS_URL: redisUrl },
    ...{ DATABASE_URL: database.databaseUrl, INGEST_URL: 'http://127.0.0.1:1', PUBLIC_ORIGIN: 'http://localhost:8080' },
  };
  const words = ['rules', 'test', join(packDir, 'rules.yaml'), '--world', world, '--days', '1'];
  expect(await runCommandLine(words, { stdin, stdout, stderr, env, signal: new AbortController().signal })).toBe(0);
  expect(out).toContain('system-down S-DVCQG (since 2026-11-25T02:00:00.000Z)');
  expect(out).toMatch(/P1 +system-down +1 +1/);
});

it('says that a world nobody watched cannot be tried on', async () => {
  await pool.query('INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ($1, 0, $2, 0)', [
    ...['sim:unwatched', endMs],
  ]);
  const started = await as<{ id: number }>('truc', 'rule.test', {
    world: 'sim:unwatched',
    rule: systemDown(),
    days: 1,
  });
  if (!started.ok) throw new Error(started.message);
  const { id } = started.value;
  await waitFor('the back-test to fail', async () => (await findBackTest(pool, id))?.state === 'failed');
  const fault = (await findBackTest(pool, id))?.fault;
  expect(fault).toContain('has no ticks');
});
