import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { requestCommand } from '#shared/service/request.ts';
import type { QuarantineListed } from '#shared/wire/quarantine.ts';
import type { DayReceipts, IdReceipts } from '#shared/wire/receipts.ts';
import { run as receiptsVerb } from '../../../infra/cli/receipts.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: TestDatabase;
let system: System;
let token: string;
let otherToken: string;
const city = randomCity();
const source = 'urn:test:kiosks';

beforeAll(async () => {
  await passMidnight();
  database = await createTestDatabase();
  const { natsUrl, redisUrl } = inject('servers');
  system = await startSystem({
    ...{ natsUrl, redisUrl, databaseUrl: database.databaseUrl, city },
    processes: ['office', 'writer', 'ingest'],
  });
  const rights = { world: 'live', kinds: ['kiosk'], assets: ['*'], ratePerS: 10_000 };
  token = await system.createKey({ ...rights, source });
  otherToken = await system.createKey({ ...rights, source: 'urn:test:others' });
}, 540_000);
afterAll(async () => {
  await system.stop();
  await database.drop();
});

/** Receipts are of a civil day: around the city's midnight (17:00 UTC), waits until all that is sent is of one day. */
async function passMidnight(): Promise<void> {
  const [minuteMs, dayMs] = [60_000, 86_400_000];
  // Events happened up to a minute before they are sent, and the tests take less than four on a slow machine.
  const sinceMs = (Date.now() - 17 * 60 * minuteMs + 4 * minuteMs) % dayMs;
  if (sinceMs < 5 * minuteMs) await sleep(5 * minuteMs + 1_000 - sinceMs);
}

function beat(id: string, sequence?: number, over: Record<string, unknown> = {}): Record<string, unknown> {
  // Times grow with the numbers, all of them a little ago.
  const time = new Date(Date.now() - 60_000 + (sequence ?? 0) * 10).toISOString();
  return {
    ...{ specversion: '1.0', id, source, type: 'kiosk.heartbeat', asset: 'K001', time },
    ...(sequence !== undefined && { sequence }),
    data: { healthy: true, coversS: 60 },
    ...over,
  };
}

async function post(events: unknown): Promise<void> {
  await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(events),
  });
}

async function get(query = '', bearer = token) {
  const response = await fetch(`${system.ingestUrl}/v1/receipts${query}`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as DayReceipts & IdReceipts,
  };
}

/** Today's receipts, once everything received so far is in them. */
async function settled(received: number, bearer?: string): Promise<DayReceipts> {
  let told: DayReceipts | undefined;
  await waitFor(`${received} received`, async () => {
    const { status, body } = await get('', bearer);
    told = body;
    return status === 200 && body.days[0]?.received === received;
  });
  return told as DayReceipts;
}

describe('receipts', () => {
  test('tell exactly what became of what was sent', async () => {
    const first = [1, 2, 3, 7, 8, 20].map((sequence) => beat(`e${sequence}`, sequence));
    await post(first);
    await settled(6);
    await post([first[0], first[1], { ...first[2], data: { healthy: false, coversS: 60 } }]);
    await post([beat('lost', 9, { asset: 'K999' }), beat('bad', 10, { data: {} }), beat('bad2', 11, { data: {} })]);
    const { days, gaps, asOf, timeZone } = await settled(9);
    expect(days).toMatchObject([
      {
        ...{ received: 9, counted: 6, repeated: 2, conflicting: 1, poison: 0, closed: 0, void: 0 },
        ...{ refused: 4, reasons: { 'unknown-asset': 1, 'invalid-event': 2, 'malformed-json': 1 } },
      },
    ]);
    expect(gaps).toEqual({
      missing: 14,
      holes: 2,
      ranges: [
        { source, asset: 'K001', from: 4, to: 6 },
        { source, asset: 'K001', from: 9, to: 19 },
      ],
    });
    expect(timeZone).toBe('Asia/Ho_Chi_Minh');
    expect(asOf.logSeq).toBeGreaterThan(0);
  });

  test('tell what became of an id', async () => {
    const { ids } = (await get('?id=e1&id=e3&id=e7&id=bad&id=never')).body;
    expect(ids.map(({ fate }) => fate)).toEqual(['repeated', 'conflict', 'counted', 'refused', 'unknown']);
    expect(ids[0]).toMatchObject({ counted: { withdrawn: false, idx: 0 }, repeats: { times: 1 } });
    expect(ids[1]?.findings?.map(({ found }) => found)).toEqual(['conflict']);
    expect(ids[1]?.findings?.[0]?.why).toContain('another content');
    expect(ids[2]?.counted).toMatchObject({ withdrawn: false, idx: 3 });
    expect(ids[2]?.counted?.seq).toBeGreaterThan(0);
    expect(ids[3]?.refused).toMatchObject({ problem: 'invalid-event' });
  });

  test('a gap that is filled is none; numbers that begin anew are none', async () => {
    await post([4, 5, 6].map((sequence) => beat(`e${sequence}`, sequence)));
    await post([0, 1].map((sequence) => beat(`again${sequence}`, sequence, { time: new Date().toISOString() })));
    expect((await settled(14)).gaps).toMatchObject({ missing: 11, holes: 1 });
  });

  test('another’s source is refused, and no other’s receipts are in one’s own', async () => {
    expect((await get(`?source=${source}`, otherToken)).status).toBe(403);
    const { days, gaps } = (await get('', otherToken)).body;
    expect(days).toMatchObject([{ received: 0, refused: 1 }]);
    expect(gaps).toEqual({ missing: 0, holes: 0, ranges: [] });
    expect((await get('?id=e1', otherToken)).body.ids).toMatchObject([{ fate: 'unknown' }]);
  });

  test('a door that was killed still knows what it refused', async () => {
    const before = (await get()).body.days[0];
    // What is refused is sealed a moment later; what was not sealed yet when it was killed, nobody can tell.
    await waitFor('what was refused to be sealed', async () => {
      const listed = await requestCommand<QuarantineListed>(
        system.nats,
        system.subjects.command('ingest', 'quarantine.list'),
        { actor: 'local:test', key: system.commandKey, body: {} },
      );
      return listed.ok && listed.value.items.filter(({ path }) => path?.startsWith('data')).length >= 2;
    });
    system.signal('ingest', 'SIGKILL');
    await waitFor('the door to be back', async () => (await get().catch(() => undefined))?.status === 200);
    expect((await get()).body.days[0]).toEqual(before);
    await waitFor('what quarantine holds', async () => (await get('?id=bad')).body.ids[0]?.fate === 'refused');
  });

  test('a writer that is away is said, with when to ask again', async () => {
    system.signal('writer', 'SIGKILL');
    // A question on its way to a dying process waits its whole time.
    await sleep(100);
    let away: Awaited<ReturnType<typeof get>> | undefined;
    await waitFor('503', async () => (away = await get()).status === 503);
    expect(away?.headers.get('retry-after')).toBe('2');
    await waitFor('the writer to be back', async () => (await get()).status === 200);
  });

  test('the administrator reads them as a table', async () => {
    const stdout = new PassThrough();
    const { natsUrl, redisUrl } = inject('servers');
    const env = {
      ...{ NATS_URL: natsUrl, REDIS_URL: redisUrl, DATABASE_URL: database.databaseUrl, VONGLAU_CITY: city },
      VONGLAU_DATA: system.dataDir,
      ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.ingestUrl },
    };
    const io = { env, stdin: new PassThrough(), stdout, stderr: new PassThrough() };
    const { signal } = new AbortController();
    const kid = token.split('_')[1] ?? '';
    expect(await receiptsVerb([kid, '--days', '1'], { ...io, signal })).toBe(0);
    expect(await receiptsVerb([source, '--id', 'e1'], { ...io, signal })).toBe(0);
    const text = String(stdout.read());
    expect(text).toMatch(/14 +11 +2 +1 +0 +0 +0 +4 +invalid-event 2/);
    expect(text).toContain('Missing numbers: 11 in 1 holes.\n  K001  9 to 19');
    expect(text).toMatch(/e1 +repeated +happened/);
  });
});
