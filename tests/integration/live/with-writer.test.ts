import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let city: LiveSetUp;
let writer: ChildProcess;
let screen: TestScreen;

beforeAll(async () => {
  city = await setUpLive();
  const { natsUrl, redisUrl } = city.servers;
  writer = spawn(process.execPath, ['stream/writer/main.ts'], {
    env: {
      ...{ NATS_URL: natsUrl, DATABASE_URL: city.database.databaseUrl, REDIS_URL: redisUrl },
      ...{ VONGLAU_CITY: city.city, LOG_LEVEL: 'silent', ...city.bounds },
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(writer, 'message');
  const { port } = await city.start();
  screen = new TestScreen(port, { token: await city.createToken() });
});

afterAll(async () => {
  await city.end({ child: writer });
  await city.close();
});

it("the writer's commits move the counts of a screen to what the database holds", async () => {
  const day = '2026-11-23';
  await city.publish([anEvent('clock.tick', { speed: 1 }, { asset: '', unit: '', time: `${day}T01:00:00.000Z` })]);
  await waitFor("a snapshot of the world's day", () =>
    screen.ofType('snapshot').some((message) => message.topic === 'counts' && message.day === day),
  );
  for (let n = 0; n < 20; n++) {
    const events = [0, 1, 2].map((at) =>
      anEvent('ticket.issued', { ticketId: `t${String(n)}-${String(at)}` }, { id: `i${String(n)}-${String(at)}` }),
    );
    // Every frame comes twice: counted once.
    await city.publish(events);
    await city.publish(events);
  }
  const issued = () =>
    [...screen.rows.values()].filter((row) => row[4] === 'ticket.issued').map((row) => [row[2], row[6]]);
  await waitFor('all counted', () => issued().length === 2 && issued().every(([, n]) => n === 60));
  expect(issued().sort()).toEqual([
    ['', 60],
    ['00004', 60],
  ]);
  expect(screen.gaps).toBe(0);
  const { rows } = await city.db.query<{ unit: string; n: string }>(
    `SELECT unit, n FROM rollup_day WHERE world = 'live' AND bucket = $1 AND scope = '' AND metric = 'ticket.issued' AND dim = '' ORDER BY unit`,
    [day],
  );
  expect(rows.map(({ unit, n }) => [unit, Number(n)])).toEqual(issued().sort());
  screen.close();
});
