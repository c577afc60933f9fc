import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { trySource, type KeyTried } from '#shared/access/try-key.ts';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { sentTypes } from '#shared/docs/event-schema.ts';
import { serverMessages } from '#shared/docs/push-schemas.ts';
import { requestCommand } from '#shared/service/request.ts';
import { findTryKey } from '#shared/store/find-try-key.ts';
import { listTryKeysOf } from '#shared/store/list-try-keys-of.ts';
import type { TryReport } from '../../../display/src/lib/docs/try-report.ts';
import { readTryReport } from '../../../display/src/lib/server/read-try-report.ts';
import { createRefusalMemory } from '../../../display/src/lib/server/refusal-memory.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openScreen } from '../../support/open-screen.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: TestDatabase;
let system: System;
let sql: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  system = await startSystem({ ...inject('servers'), databaseUrl: database.databaseUrl, city: randomCity() });
  sql = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
}, 240_000);
afterAll(async () => {
  await sql.end();
  await system.stop();
  await database.drop();
});

const tryAs = (actor: string, id: string = randomUUID()) =>
  requestCommand<KeyTried>(system.nats, system.subjects.command('office', 'key.try'), {
    ...{ actor, id, key: system.commandKey, body: {} },
  });

async function post(token: string, events: unknown): Promise<Response> {
  let answer: Response | undefined;
  await waitFor('the door to know the key and its world, and to have room', async () => {
    answer = await fetch(`${system.ingestUrl}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    // 429: the example of every type is more than a test key may send at once.
    return ![401, 429, 503].includes(answer.status);
  });
  if (!answer) throw new Error('no answer');
  return answer;
}

async function reportOf(kid: string): Promise<TryReport> {
  const key = await findTryKey(sql, kid);
  if (!key) throw new Error(`no test key ${kid}`);
  return readTryReport(
    {
      ...{ sql, recall: createRefusalMemory(Date.now), now: Date.now, timeZone: 'Asia/Ho_Chi_Minh' },
      askDoor: (verb, body) =>
        requestCommand(system.nats, system.subjects.command('ingest', verb), {
          ...{ actor: 'account:admin', key: system.commandKey, body },
        }),
    },
    key,
  );
}

const beat = (id: string, over: Record<string, unknown> = {}) => ({
  ...exampleEvent('kiosk.heartbeat', { assets: { kiosk: 'K001' }, source: trySource, nowMs: Date.now() - 1_000 }),
  id,
  ...over,
});

describe('a test key', () => {
  let made: KeyTried;

  test('is made for the account that asks, into a new world with a clock of its own; its token is told once', async () => {
    const id = randomUUID();
    const first = await tryAs('account:admin', id);
    if (!first.ok) throw new Error(first.message);
    made = first.value;
    expect(made.world).toMatch(/^sim:try-[a-z2-7]{8}$/);
    expect(await findTryKey(sql, made.kid)).toMatchObject({ account: 'admin', world: made.world, source: trySource });
    expect(await tryAs('account:admin', id)).toMatchObject({ ok: false, code: 'conflict' });
    const { rows } = await sql.query('SELECT actor, subject, detail::text FROM audit WHERE verb = $1', ['key.try']);
    expect(rows).toMatchObject([{ actor: 'account:admin', subject: made.kid }]);
    expect(JSON.stringify(rows)).not.toContain(made.token);
  });

  test('takes the example of every type', async () => {
    const assets = {
      ...{ kiosk: 'K001', point: 'P00004', parking: 'B001', hotline: 'H19001009', chatbot: 'T1', system: 'S-PORTAL' },
    };
    const nowMs = Date.now() - 5_000;
    const examples = sentTypes().map((type) => exampleEvent(type, { assets, source: trySource, nowMs }));
    const answer = await post(made.token, examples);
    expect([answer.status, await answer.json()]).toMatchObject([202, { accepted: examples.length }]);
  });

  test('its report tells what arrived, what came twice, what stood in conflict, and what was refused and why, masked', async () => {
    const secret = '0912345678';
    await post(made.token, [beat('once'), beat('twice', { time: '2026-01-01T00:00:00Z' })]);
    const good = beat('again');
    await post(made.token, [good]);
    await post(made.token, [good, beat('once', { data: { healthy: false, coversS: 60 } })]);
    await post(made.token, [beat('wrong', { data: { healthy: true, coversS: 60, phone: secret } })]);
    let report: TryReport | undefined;
    await waitFor('everything to be counted and kept', async () => {
      report = await reportOf(made.kid);
      const { totals } = report.receipts ?? {};
      return totals?.repeated === 1 && totals.conflicting === 1 && report.refusals?.length === 2;
    });
    const fates = new Map(report?.events.map(({ id, fate }) => [id, fate]));
    expect([fates.get('again'), fates.get('once')]).toEqual(['repeated', 'conflict']);
    expect(report?.events.find(({ id }) => id === 'again')?.repeats).toBe(1);
    expect(report?.refusals?.map(({ problem, path }) => [problem, path])).toEqual([
      ['invalid-event', 'data'],
      ['out-of-time', 'time'],
    ]);
    expect(report?.receipts?.totals.refused).toBe(2);
    expect(JSON.stringify(report)).not.toContain(secret);
  });

  test('what it sent is seen in its own world only, and what screens are told is as documented', async () => {
    const own = openScreen(system.liveUrl, system.wallToken, made.world);
    const city = openScreen(system.liveUrl, system.wallToken);
    await Promise.all([own.opened, city.opened]);
    await waitFor('the world on its screen', () =>
      Promise.resolve(own.assets.has('K001') && own.text().includes('tick')),
    );
    expect(city.assets.has('K001')).toBe(false);
    const told = `[${own.text().replaceAll('}{', '},{')}]`;
    for (const message of JSON.parse(told) as unknown[]) {
      const fitting = Object.values(serverMessages).filter((schema) => schema.safeParse(message).success);
      expect(fitting, JSON.stringify(message).slice(0, 300)).toHaveLength(1);
    }
    own.close();
    city.close();
  });

  test('there are a few for each account, and none for who is no account', async () => {
    await tryAs('account:admin');
    await tryAs('account:admin');
    expect(await tryAs('account:admin')).toMatchObject({ ok: false, code: 'conflict' });
    expect(await listTryKeysOf(sql, 'admin')).toHaveLength(3);
    expect(await tryAs('process:door')).toMatchObject({ ok: false });
    await requestCommand(system.nats, system.subjects.command('office', 'key.revoke'), {
      actor: 'local:test',
      key: system.commandKey,
      body: { kid: made.kid },
    });
    expect(await tryAs('account:admin')).toMatchObject({ ok: true });
  });
});
