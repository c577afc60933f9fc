import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AssetView } from '#shared/wire/push.ts';
import { anEvent } from '../../support/an-event.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

// A logical database of its own: this test empties it.
const database = 13;
let city: LiveSetUp;
let proxy: FaultProxy;
let redis: Redis;
let screen: TestScreen;
let hash: string;

beforeAll(async () => {
  city = await setUpLive();
  const url = new URL(city.servers.redisUrl);
  url.pathname = `/${String(database)}`;
  proxy = await openFaultProxy(url.href);
  redis = new Redis(url.href);
  hash = `vl:${city.city}:live:state`;
  const { port } = await city.start({ REDIS_URL: proxy.url });
  screen = new TestScreen(port, { token: await city.createToken() });
});

afterAll(async () => {
  await redis.flushdb();
  redis.disconnect();
  await proxy.close();
  await city.close();
});

let beats = 0;
async function beat(asset: string): Promise<number> {
  beats++;
  const time = new Date(Date.parse('2026-11-23T01:00:00.000Z') + beats * 1000).toISOString();
  return await city.publish([
    anEvent('kiosk.heartbeat', { healthy: true, coversS: 60, paperPct: beats }, { id: String(beats), asset, time }),
  ]);
}

async function mirrored(): Promise<Record<string, AssetView>> {
  const fields = Object.entries(await redis.hgetall(hash));
  return Object.fromEntries(fields.map(([asset, text]) => [asset, JSON.parse(text) as AssetView]));
}

async function mirrorReaches(seq: number): Promise<void> {
  await waitFor(
    `the mirror at ${String(seq)}`,
    async () => Number(await redis.get(`vl:${city.city}:live:seq`)) >= seq,
    30_000,
  );
  expect(await mirrored()).toEqual(Object.fromEntries(screen.assets));
}

it('holds what screens see, with the place in the log', async () => {
  await beat('K001');
  const seq = await beat('K002');
  await screen.reaches('state', seq);
  await mirrorReaches(seq);
  expect(Object.keys(await mirrored()).sort()).toEqual(['K001', 'K002']);
});

it('is built anew after Redis was emptied', async () => {
  await redis.flushdb();
  const seq = await beat('K003');
  await screen.reaches('state', seq);
  await mirrorReaches(seq);
  expect(Object.keys(await mirrored()).sort()).toEqual(['K001', 'K002', 'K003']);
});

it('gives up a link that went silent, and no screen waits for it', async () => {
  proxy.stall();
  const seq = await beat('K006');
  await screen.reaches('state', seq);
  const last = await beat('K002');
  await screen.reaches('state', last);
  await mirrorReaches(last);
});

it('is caught up after Redis was away, and no screen saw a difference', async () => {
  await proxy.cut();
  const seq = await beat('K004');
  await screen.reaches('state', seq);
  await beat('K001');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await proxy.mend();
  const last = await beat('K005');
  await screen.reaches('state', last);
  await mirrorReaches(last);
  expect(screen.gaps).toBe(0);
  expect(screen.ofType('snapshot').filter(({ topic }) => topic === 'state')).toHaveLength(1);
  screen.close();
});
