import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { samples } from '../../support/corpus/samples.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openScreen } from '../../support/open-screen.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: TestDatabase;
let system: System;
let token: string;
let sql: pg.Client;
let screen: ReturnType<typeof openScreen>;
let next = 0;
// A screen counts the city's day: it may not end before this file is done.
await steadyToday();

beforeAll(async () => {
  const servers = inject('servers');
  database = await createTestDatabase();
  system = await startSystem({ ...servers, databaseUrl: database.databaseUrl, city: randomCity() });
  token = await system.createKey({ source: 'urn:test:forms', world: 'live', kinds: ['parking'], assets: ['B*'] });
  sql = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await sql.connect();
  screen = openScreen(system.liveUrl, system.wallToken);
  await screen.opened;
});

afterAll(async () => {
  screen.close();
  await sql.end();
  await system.stop();
  await database.drop();
});

const paid = () => {
  const at = next++;
  return {
    ...{ specversion: '1.0', id: `form-${at}`, source: 'urn:test:forms', type: 'parking.paid' },
    ...{ time: new Date().toISOString(), asset: 'B001', data: { paymentId: `p${at}`, method: 'qr', amountVnd: 5_000 } },
  };
};
const some = (count: number) => Array.from({ length: count }, paid);
const lines = (events: readonly object[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('');

async function post(body: string | Buffer, type: string, encoding?: string, key = token): Promise<number> {
  const response = await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': type,
      ...(encoding && { 'content-encoding': encoding }),
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

describe('a thousand events in every accepted form', () => {
  it('are taken', async () => {
    const statuses = [
      await post(JSON.stringify(paid()), 'application/cloudevents+json'),
      await post(JSON.stringify(paid()), 'application/json'),
      await post(JSON.stringify(some(98)), 'application/json'),
      await post(JSON.stringify(some(300)), 'application/cloudevents-batch+json'),
      await post(gzipSync(JSON.stringify(some(200))), 'application/cloudevents-batch+json', 'gzip'),
      await post(lines(some(200)), 'application/x-ndjson'),
      await post(gzipSync(lines(some(200))), 'application/x-ndjson', 'gzip'),
    ];
    expect(statuses).toEqual(Array.from({ length: 7 }, () => 202));
    expect(next).toBe(1_000);
  });

  it('stand in the database once each, and on the screen', async () => {
    await waitFor('the screen to count a thousand', () => screen.cityCount('parking.paid_vnd') === 1_000);
    const { rows } = await sql.query(
      `SELECT count(*) AS n, count(DISTINCT id) AS ids FROM events WHERE type = 'parking.paid'`,
    );
    expect(rows[0]).toEqual({ n: 1_000, ids: 1_000 });
    expect(screen.assets.get('B001')?.fields.payment?.value).toEqual({ method: 'qr', amountVnd: 5_000 });
    expect(await recount(sql, civilCalendar('Asia/Ho_Chi_Minh'))).toMatchObject({ different: 0 });
  });

  it('are counted once also when all are sent again', async () => {
    next = 0;
    const { rows } = await sql.query<{ time: Date; id: string; data: object }>(
      `SELECT time, id, data FROM events WHERE type = 'parking.paid'`,
    );
    const again = rows.map(({ time, id, data }) => ({
      ...{ specversion: '1.0', id, source: 'urn:test:forms', type: 'parking.paid', asset: 'B001' },
      ...{ time: time.toISOString(), data },
    }));
    expect(await post(lines(again), 'application/x-ndjson')).toBe(202);
    await waitFor('the repeats to be found', async () => {
      const found = await sql.query<{ repeated: number }>('SELECT sum(repeated)::bigint AS repeated FROM receipts');
      return found.rows[0]?.repeated === 1_000;
    });
    expect(screen.cityCount('parking.paid_vnd')).toBe(1_000);
  });
});

describe('every sample of every type', () => {
  it('is taken, counted, and no different from a recount', async () => {
    const key = await system.createKey({
      source: 'urn:test:types',
      world: 'live',
      kinds: [...sentKinds()],
      assets: ['*'],
    });
    const events = Object.entries(samples).flatMap(([type, { asset, data }]) =>
      data.map((item, at) => ({
        ...{ specversion: '1.0', id: `${type}-${at}`, source: 'urn:test:types', type, asset },
        ...{ time: new Date().toISOString(), data: type.endsWith('.voided') ? withdrawing(type, asset) : item },
      })),
    );
    expect(await post(lines(events), 'application/x-ndjson', undefined, key)).toBe(202);
    await waitFor('all to be stored', async () => {
      const { rows } = await sql.query<{ n: number }>(
        `SELECT count(*) AS n FROM events WHERE source = 'urn:test:types'`,
      );
      return rows[0]?.n === events.length;
    });
    const { rows } = await sql.query('SELECT DISTINCT metric FROM series');
    expect(rows.length).toBeGreaterThan(50);
    expect(await recount(sql, civilCalendar('Asia/Ho_Chi_Minh'))).toMatchObject({ different: 0 });
  });
});

/** Withdraws the first sample of the kind at the same asset. */
function withdrawing(type: string, asset: string): object {
  const kind = `${type.slice(0, type.indexOf('.'))}.`;
  const withdrawn = Object.keys(samples).find(
    (name) => name.startsWith(kind) && samples[name as keyof typeof samples].asset === asset,
  );
  return { id: `${withdrawn ?? ''}-0`, reason: 'sent by mistake' };
}
