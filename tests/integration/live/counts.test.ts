import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CountRow, CountsMessage } from '#shared/wire/counts.ts';
import { anEvent } from '../../support/an-event.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let city: LiveSetUp;
let proxy: FaultProxy;
let screen: TestScreen;
let token: string;
let port: number;

beforeAll(async () => {
  city = await setUpLive();
  proxy = await openFaultProxy(city.database.databaseUrl);
  ({ port } = await city.start({ DATABASE_URL: proxy.url }));
  token = await city.createToken();
  const seq = await city.publish([tick('2026-11-23T10:00:00.000Z')]);
  await city.applied(seq);
  await stand(5, [
    row('2026-11-23', 40),
    row('2026-11-23', 30, 'U1'),
    row('2026-11-23', 12, 'U1', 'P1'),
    row('2026-11-22', 9),
  ]);
});

afterAll(async () => {
  await proxy.close();
  await city.close();
});

function tick(time: string) {
  return anEvent('clock.tick', { speed: 1 }, { id: time, asset: '', unit: '', time });
}

function row(day: string, n: number, unit = '', scope = ''): CountRow {
  return ['day', day, unit, scope, 'ticket.issued', '', n, n, 1, 1];
}

/** What the writer's transaction leaves in the database. */
async function stand(commit: number, rows: readonly CountRow[]): Promise<void> {
  for (const [, bucket, unit, scope, metric, dim, n, sum, min, max] of rows) {
    await city.db.query(
      `WITH known AS (
         INSERT INTO series (world, unit, scope, metric, dim) VALUES ('live', $2, $3, $4, $5)
         ON CONFLICT (world, unit, scope, metric, dim) DO UPDATE SET dim = EXCLUDED.dim RETURNING series
       )
       INSERT INTO counts_day SELECT series, $1::date, $6, $7, $8, $9 FROM known
       ON CONFLICT (series, bucket) DO UPDATE SET n = EXCLUDED.n, sum = EXCLUDED.sum`,
      [bucket, unit, scope, metric, dim, n, sum, min, max],
    );
  }
  await city.db.query(
    `INSERT INTO writer_position (stream, seq, commit, fence) VALUES ('EVENTS_T one', 1, $1, 1)
     ON CONFLICT (only_row) DO UPDATE SET commit = EXCLUDED.commit, committed_at = now()`,
    [commit],
  );
}

/** What it says after its commit. */
function say(commit: number, rows: readonly CountRow[]): void {
  const message: CountsMessage = { commit, seq: 1, part: 0, parts: 1, worlds: [{ world: 'live', rows }] };
  city.nats.publish(city.subjects.counts, JSON.stringify(message));
}

const held = () => [...screen.rows.values()].sort();
const daysOf = () => screen.ofType('snapshot').flatMap((message) => (message.topic === 'counts' ? [message.day] : []));

it('a screen gets the rows of today, of city and units, and then what each commit changed', async () => {
  screen = new TestScreen(port, { token });
  await screen.reaches('counts', 5);
  expect(held()).toEqual([row('2026-11-23', 40), row('2026-11-23', 30, 'U1')]);
  expect(daysOf()).toEqual(['2026-11-23']);
  say(6, []);
  say(7, [row('2026-11-23', 41), row('2026-11-22', 10), row('2026-11-23', 13, 'U1', 'P1')]);
  await screen.reaches('counts', 7);
  expect(held()).toEqual([row('2026-11-23', 41), row('2026-11-23', 30, 'U1')]);
  expect(screen.ofType('delta').map(({ from, to }) => [from, to])).toEqual([[5, 7]]);
});

it('a missing commit means reading again', async () => {
  await stand(9, [row('2026-11-23', 50), row('2026-11-23', 33, 'U1')]);
  say(9, [row('2026-11-23', 50)]);
  await screen.reaches('counts', 9);
  expect(daysOf()).toHaveLength(2);
  expect(held()).toEqual([row('2026-11-23', 50), row('2026-11-23', 33, 'U1')]);
  expect(screen.gaps).toBe(0);
});

it("another civil day by the world's clock means another snapshot", async () => {
  await stand(10, [row('2026-11-24', 1)]);
  say(10, [row('2026-11-24', 1)]);
  await city.publish([tick('2026-11-23T17:00:00.000Z')]);
  await waitFor('the new day', () => daysOf().at(-1) === '2026-11-24');
  expect(held()).toEqual([row('2026-11-24', 1)]);
});

it('with the database away there is no snapshot of counts, states go on, and both are there when it is back', async () => {
  const before = daysOf().length;
  await proxy.cut();
  say(12, []);
  const seq = await city.publish([anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, { asset: 'K001' })]);
  await screen.reaches('state', seq);
  screen.resync('counts');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(daysOf()).toHaveLength(before);
  await stand(12, [row('2026-11-24', 2)]);
  await proxy.mend();
  await screen.reaches('counts', 12);
  expect(held()).toEqual([row('2026-11-24', 2)]);
  // A clock that has just moved: one that stands is not told to who comes.
  await city.publish([tick(new Date(Date.parse('2026-11-23T17:00:01.000Z') + performance.now()).toISOString())]);
  const late = new TestScreen(port, { token });
  await waitFor('a tick', () => late.ofType('tick').length > 0);
  expect(late.ofType('tick')[0]?.countsAgeS).toBeGreaterThanOrEqual(0);
  late.close();
  screen.close();
});
