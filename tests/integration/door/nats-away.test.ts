import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limits } from '../../../ingest/door/limits.ts';
import { setUpDoor } from '../../support/door-process.ts';
import { startOwnServer, type OwnServer } from '../../support/own-server.ts';
import { aHeartbeat } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

let nats: OwnServer;
let door: Awaited<ReturnType<typeof setUpDoor>>;
beforeAll(async () => {
  nats = await startOwnServer('nats');
  door = await setUpDoor(nats.url);
});
afterAll(async () => {
  await door.close();
  await nats.close();
});

const counted = async (): Promise<Map<string, number>> => {
  const count = new Map<string, number>();
  for (const { id, type } of await door.stored()) if (type !== 'clock.tick') count.set(id, (count.get(id) ?? 0) + 1);
  return count;
};

test('NATS killed again and again under load: what was accepted is in the log, and the door recovers', async () => {
  const accepted = new Set<string>();
  let refused = 0;
  let loading = true;
  const send = async (client: number): Promise<void> => {
    for (let at = 0; loading; at += 1) {
      const batch = Array.from({ length: 5 }, (_, item) => aHeartbeat({ id: `kill-${client}-${at}-${item}` }));
      const { status, headers, body } = await door.post(batch);
      for (const { id = '', verdict } of body.items ?? []) if (verdict === 'accepted') accepted.add(id);
      if (status === 503) {
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
        await sleep(20);
      } else if (status !== 202) refused += 1;
    }
  };
  const clients = Promise.all(Array.from({ length: 6 }, (_, client) => send(client)));
  clients.catch(() => undefined);
  try {
    for (let round = 0; round < 4; round += 1) {
      const before = accepted.size;
      await waitFor(`load in round ${round}`, () => accepted.size > before + 200);
      await nats.kill();
      await sleep(100 + round * 150);
      await nats.start();
    }
    const before = accepted.size;
    await waitFor('load after the last', () => accepted.size > before + 200);
  } finally {
    loading = false;
    await nats.start();
  }
  await clients;
  const stored = await counted();
  expect([...accepted].filter((id) => !stored.has(id))).toEqual([]);
  expect(refused).toBe(0);
  // A frame that was published again under its id is not in the log twice.
  expect([...accepted].filter((id) => stored.get(id) !== 1)).toEqual([]);
  expect(door.output().split('"status":"reconnect"').length - 1).toBeGreaterThanOrEqual(4);
}, 120_000);

test('while NATS is away the answer comes at once, and the process lives on', async () => {
  await nats.kill();
  await waitFor('the loss to be seen', async () => !(await door.isReady()));
  const begunMs = performance.now();
  const answer = await door.post(aHeartbeat({ id: 'away' }));
  // Not even one try to publish was waited for.
  expect(performance.now() - begunMs).toBeLessThan(limits.publishMs);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
  expect(answer.body.detail).toMatch(/cannot be reached/);
  expect((await fetch(`${door.url()}/livez`)).status).toBe(200);
  await nats.start();
  await waitFor('the door to be ready again', door.isReady);
  expect((await door.post(aHeartbeat({ id: 'back' }))).status).toBe(202);
});

test('a NATS that stands still: retry within the deadline, stored at most once though it was published twice', async () => {
  nats.pause();
  const begunMs = performance.now();
  const answer = await door.post(aHeartbeat({ id: 'paused' }));
  expect(answer.status).toBe(503);
  expect(answer.body).toMatchObject({ retry: 1, items: [{ id: 'paused', verdict: 'retry' }] });
  expect(performance.now() - begunMs).toBeLessThan(10_000);
  nats.resume();
  await waitFor('the door to be ready again', door.isReady);
  await waitFor('an event to pass', async () => (await door.post(aHeartbeat({ id: 'after' }))).status === 202);
  expect((await counted()).get('paused') ?? 0).toBeLessThanOrEqual(1);
});

test('a NATS that is there without its log: events are refused, and the door says that it is not ready', async () => {
  const file = join(nats.folder, 'nats.conf');
  const config = readFileSync(file, 'utf8');
  const restart = async (text: string): Promise<void> => {
    await nats.kill();
    writeFileSync(file, text);
    await nats.start();
  };
  const reconnects = (): number => door.output().split('"status":"reconnect"').length;
  const before = reconnects();
  await restart(config.replace(/^jetstream \{[^}]*\}/m, ''));
  try {
    await waitFor('the door to be connected again', () => reconnects() > before);
    await waitFor('an event to be refused', async () => (await door.post(aHeartbeat({ id: 'no-log' }))).status === 503);
    await waitFor('the door to say so', async () => !(await door.isReady()));
    // Not only for a moment: the connection stands all the while.
    await sleep(3_000);
    expect(await door.isReady()).toBe(false);
  } finally {
    await restart(config);
  }
  await waitFor('the door to be ready again', door.isReady);
  await waitFor('an event to pass', async () => (await door.post(aHeartbeat({ id: 'log-again' }))).status === 202);
}, 120_000);
