import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createPathWatch } from '#shared/health/watch-path.ts';
import type { ConditionName, ProcessHealth, SystemCondition } from '#shared/wire/health.ts';
import { createFront, type Front } from '../../../display/entry/create-front.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { startSystem, type ProcessName, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

const names = ['office', 'writer', 'live', 'ingest'] as const;
const patienceMs = 60_000;
let database: TestDatabase;
let redis: FaultProxy;
let system: System;
let token: string;
let front: Front;
let looking: NodeJS.Timeout;
let watchdogUrl: string;

beforeAll(async () => {
  database = await createTestDatabase();
  redis = await openFaultProxy(inject('servers').redisUrl);
  system = await startSystem({
    ...{ ...inject('servers'), databaseUrl: database.databaseUrl, redisUrl: redis.url, city: randomCity() },
    ...{ processes: names, health: true, env: { LOG_LEVEL: 'silent', EVENTS_DIR: tmpdir() } },
  });
  token = await system.createKey({
    ...{ source: 'urn:test:health', world: 'live', kinds: ['kiosk'], assets: ['*'] },
  });
  const path = createPathWatch({
    ...{ urls: system.healthUrls, fetch, now: Date.now, elapsedMs: () => performance.now() },
  });
  looking = setInterval(() => void path.look(), 500);
  front = createFront({
    ...{ doorPort: 1, livePort: 1, configuredOrigin: undefined, observe: () => undefined },
    ...{ pages: (_, response) => response.end(), path: path.view },
  });
  front.server.listen(0, '127.0.0.1');
  await once(front.server, 'listening');
  watchdogUrl = `http://127.0.0.1:${(front.server.address() as AddressInfo).port}/watchdog`;
});
afterAll(async () => {
  clearInterval(looking);
  await front.stop();
  await system.stop();
  await redis.close();
  await database.drop();
});

async function healthOf(name: ProcessName): Promise<ProcessHealth | undefined> {
  const answer = await system.askHealth(name);
  return answer && (JSON.parse(answer.text) as ProcessHealth);
}

/** A condition as a process tells it now. */
async function conditionOf(teller: ProcessName, name: ConditionName): Promise<SystemCondition | undefined> {
  return (await healthOf(teller))?.conditions.find((condition) => condition.name === name);
}

const isIn =
  (teller: ProcessName, name: ConditionName, state: SystemCondition['state']) => async (): Promise<boolean> =>
    (await conditionOf(teller, name))?.state === state;

let sent = 0;
const heartbeat = (over: object = {}): object => ({
  ...{ specversion: '1.0', id: `h${++sent}`, source: 'urn:test:health', type: 'kiosk.heartbeat', asset: 'K001' },
  ...{ time: new Date().toISOString(), data: { healthy: true, coversS: 60 } },
  ...over,
});

function post(events: readonly object[]): Promise<Response> {
  return fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
}

it('every process says that it lives, is ready, and how it is', { timeout: 5 * patienceMs }, async () => {
  expect((await post([heartbeat(), heartbeat({ type: 'kiosk.nonsense' })])).status).toBe(207);
  for (const name of names) {
    expect(await system.askHealth(name, '/livez')).toEqual({ status: 200, text: 'live\n' });
    await waitFor(`${name} to be ready`, async () => (await system.askHealth(name, '/readyz'))?.status === 200);
    const health = await healthOf(name);
    expect(health).toMatchObject({ process: name, ready: true, version: '0.1.0' });
    await waitFor(`${name} to be well`, async () => {
      const conditions = (await healthOf(name))?.conditions ?? [];
      return conditions.length > 0 && conditions.every(({ state }) => state === 'ok');
    });
    expect((await system.askHealth(name, '/nothing'))?.status).toBe(404);
  }
});

it('counts what it does, without an id or anything personal', { timeout: 2 * patienceMs }, async () => {
  const counted = /vonglau_writer_events_total\{found="fresh",process="writer"\} [1-9]/;
  await waitFor('the writer to count', async () =>
    counted.test((await system.askHealth('writer', '/metrics'))?.text ?? ''),
  );
  const texts = await Promise.all(names.map(async (name) => (await system.askHealth(name, '/metrics'))?.text ?? ''));
  const [office = '', writer = '', live = '', ingest = ''] = texts;
  expect(ingest).toMatch(/vonglau_door_requests_total\{outcome="mixed",process="ingest"\} 1/);
  expect(ingest).toMatch(/vonglau_door_events_refused_total\{reason="[a-z-]+",process="ingest"\} 1/);
  expect(ingest).toMatch(/vonglau_door_publish_seconds_count\{process="ingest"\} [1-9]/);
  expect(ingest).toMatch(/vonglau_log_max_bytes\{process="ingest"\} 67108864/);
  expect(writer).toMatch(counted);
  expect(writer).toMatch(/vonglau_writer_lag_seconds\{process="writer"\} \d/);
  expect(live).toMatch(/vonglau_live_screens\{process="live"\} 0/);
  expect(office).toMatch(/vonglau_office_commands_total\{verb="key.create",outcome="ok",process="office"\} 1/);
  for (const text of texts) {
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_open_fds');
    const secrets = [token, token.split('_')[1] ?? '?', 'urn:test:health', 'K001', 'nonsense', '"h1"'];
    for (const secret of secrets) expect(text).not.toContain(secret);
  }
});

it('a stopped writer is seen from outside, and the watchdog turns', { timeout: 6 * patienceMs }, async () => {
  await waitFor('the whole path to be well', async () => (await fetch(watchdogUrl)).status === 200, patienceMs);
  const well = await (await fetch(watchdogUrl)).json();
  expect(Object.keys(well as object)).toEqual(['well', 'ageS']);
  const readyMs = performance.now();
  system.signal('writer', 'SIGSTOP');
  redis.blackhole();
  const beating = setInterval(() => void post([heartbeat()]).catch(() => undefined), 500);
  try {
    await waitFor('the prober to be told', async () => (await fetch(watchdogUrl)).status === 503, patienceMs);
    expect((performance.now() - readyMs) / 1_000).toBeLessThan(25);
    expect(await system.askHealth('writer', '/livez')).toBeUndefined();
    await waitFor('the log to lag', isIn('office', 'log-lag', 'warning'), patienceMs);
    await waitFor('the mirror to lag', isIn('live', 'mirror-lag', 'warning'), patienceMs);
    const lag = await conditionOf('office', 'log-lag');
    expect(lag).toMatchObject({ process: 'writer', unit: 's', warnAt: 10 });
    expect(lag?.value).toBeGreaterThanOrEqual(10);
    // Redis is only the mirror's: live does its work.
    expect((await healthOf('live'))?.ready).toBe(true);
    expect((await healthOf('live'))?.checks.find(({ name }) => name === 'mirror')?.ok).toBe(false);
  } finally {
    clearInterval(beating);
    system.signal('writer', 'SIGCONT');
    await redis.mend();
  }
  await waitFor('the log to be counted', isIn('office', 'log-lag', 'ok'), patienceMs);
  await waitFor('the mirror to be whole', isIn('live', 'mirror-lag', 'ok'), patienceMs);
  await waitFor('the prober to be told', async () => (await fetch(watchdogUrl)).status === 200, patienceMs);
});

it('a killed writer is missed until it is back', { timeout: 3 * patienceMs }, async () => {
  const before = (await healthOf('writer'))?.startedAt;
  system.signal('writer', 'SIGKILL');
  await waitFor('another writer', async () => {
    const health = await healthOf('writer');
    return health !== undefined && health.startedAt !== before && health.ready;
  });
  await waitFor('the path to be well', async () => (await fetch(watchdogUrl)).status === 200, patienceMs);
});

it('quarantine that fills is told of', { timeout: 3 * patienceMs }, async () => {
  const refused = { type: 'kiosk.nonsense', data: { note: 'x'.repeat(8_000) } };
  for (let batch = 0; batch < 8; batch += 1) {
    const events = Array.from({ length: 20 }, () => heartbeat(refused));
    // A door that has no room for a moment says so, and keeps nothing of it.
    await waitFor('the door to judge them', async () => ![429, 503].includes((await post(events)).status));
  }
  // How full it is in the end depends on how many came into each message.
  const isTold = async (): Promise<boolean> =>
    ['warning', 'critical'].includes((await conditionOf('ingest', 'quarantine-depth'))?.state ?? '');
  await waitFor('the quarantine to be half full', isTold, patienceMs);
});
