import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { findFreePort } from '../../../infra/setup/free-port.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openDevice } from '../../support/mqtt-device.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let database: TestDatabase;
let system: System;
let sql: pg.Client;
let port: number;
beforeAll(async () => {
  port = await findFreePort();
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), processes: ['office', 'writer', 'ingest'] },
    envOf: { ingest: { MQTT_PORT: String(port) } },
  });
  sql = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await system.stop();
  await database.drop();
});

const totals = async () => {
  const { rows } = await sql.query<{ n: number; sum: number }>(
    `SELECT coalesce(sum(n), 0)::bigint AS n, coalesce(sum(sum), 0)::bigint AS sum FROM rollup_day
     WHERE unit = '' AND dim = '' AND metric = 'parking.paid_vnd'`,
  );
  return rows[0];
};

test('ingest killed again and again under a device that sends again: each event is counted once', async () => {
  const token = await system.createKey({
    ...{ source: 'urn:test:mqtt', world: 'live', kinds: ['parking'], assets: ['*'], ratePerS: 100_000 },
  });
  const kid = token.slice(3, 11);
  const device = await openDevice(port, kid, { token });
  let publishes = 0;
  device.client.on('packetsend', ({ cmd }) => {
    if (cmd === 'publish') publishes += 1;
  });
  const paid = (n: number) => ({
    ...{ specversion: '1.0', id: `p${n}`, source: 'urn:test:mqtt', type: 'parking.paid', asset: 'B001' },
    ...{ time: new Date().toISOString(), data: { paymentId: `p${n}`, method: 'card', amountVnd: 1_000 + n } },
  });
  let sent = 0;
  let amountVnd = 0;
  let acknowledged = 0;
  let isSending = true;
  const lanes = Array.from({ length: 20 }, async () => {
    while (isSending) {
      const n = sent++;
      amountVnd += 1_000 + n;
      await device.publish(paid(n));
      acknowledged += 1;
    }
  });
  for (let round = 0; round < 4; round += 1) {
    const before = acknowledged;
    await waitFor('some load', () => acknowledged > before + 150);
    system.signal('ingest', 'SIGKILL');
  }
  const before = acknowledged;
  await waitFor('load after the last', () => acknowledged > before + 150);
  isSending = false;
  await Promise.all(lanes);
  await waitFor('everything to be counted', async () => (await totals())?.n === sent);
  expect(await totals()).toEqual({ n: sent, sum: amountVnd });
  expect(acknowledged).toBe(sent);
  // Or the test has shown nothing.
  expect(publishes).toBeGreaterThan(sent);
  await device.close();
}, 120_000);
