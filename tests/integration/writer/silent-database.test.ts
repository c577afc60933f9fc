import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
let proxy: FaultProxy;
beforeAll(async () => {
  proxy = await openFaultProxy(inject('servers').databaseUrl);
  city = await setUpWriter({}, proxy.port);
});
afterAll(async () => {
  await city.close(true);
  await proxy.close();
});

it('a connection that went silent in the middle of a transaction is given up, and what it held is free', async () => {
  const beat = (id: string) => city.publish([anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, { id })]);
  await city.start();
  await city.committed(await beat('before'));
  // The answer to BEGIN or to what follows never comes: the server waits for a client that is not there any more.
  await city.db.query('BEGIN');
  await city.db.query('LOCK TABLE receipts IN SHARE MODE');
  const seq = await beat('after');
  await waitFor('the writer to wait within its transaction', async () => {
    await city.db.query('SELECT pg_stat_clear_snapshot()');
    const { rowCount } = await city.db.query(
      `SELECT FROM pg_stat_activity WHERE application_name = 'writer' AND datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rowCount === 1;
  });
  proxy.stall();
  await city.db.query('ROLLBACK');
  const begunMs = performance.now();
  await city.committed(seq);
  expect(performance.now() - begunMs).toBeGreaterThan(10_000);
  expect(await city.recount()).toMatchObject({ different: 0, events: 2 });
});
