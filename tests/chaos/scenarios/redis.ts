import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { residentBytes } from '../../support/process-use.ts';
import { waitFor } from '../../support/wait-for.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

/** The mirror's server; nothing but the mirror may depend on it. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F29',
    title: 'Redis is killed, emptied, full',
    required: 'Screens, counts and the door see no difference; the mirror is whole again within 30 s.',
    run: async (chaos) => {
      const server = await chaos.startServer('redis', {
        reconfigure: (config) => config.replace(/^maxmemory .*$/m, 'maxmemory 4mb'),
      });
      const city = await chaos.startCity({ servers: { redis: server } });
      const redis = connectRedis(chaos, server.url);
      await city.load.flows();
      await mirrored(city, redis);
      for (let round = 0; round < chaos.upTo(1, 6); round += 1) {
        await chaos.inject('SIGKILL of Redis', server.kill);
        await sleep(chaos.random.int(500, 3_000));
        await server.start();
        await chaos.recovers('the mirror was whole again', mirrored(city, redis));
        await chaos.inject('FLUSHALL', () => redis.flushall());
        await chaos.recovers('the mirror was whole again', mirrored(city, redis));
      }
      await chaos.inject('Redis is full and takes no writes', () => fill(redis));
      await sleep(2_000);
      await redis.flushall();
      await chaos.recovers('the mirror was whole again', mirrored(city, redis));
      await chaos.inject('Redis is full and throws out what it likes', async () => {
        await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
        await fill(redis);
      });
      await sleep(2_000);
      await redis.flushall();
      await chaos.recovers('the mirror was whole again', mirrored(city, redis));
    },
  },
  {
    id: 'F30',
    title: 'Redis is a black hole',
    required: 'No screen and no sender waits for it, nothing queues up, and the mirror is whole again within 30 s.',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 800 });
      const redis = connectRedis(chaos, chaos.servers.redis.url);
      await city.load.flows();
      await mirrored(city, redis);
      const live = city.system.pidOf('live') ?? 0;
      const before = residentBytes(live);
      const darkS = chaos.upTo(6, 60);
      const ages: number[] = [];
      await chaos.inject(`nothing passes to Redis and back for ${String(darkS)} s`, async () => {
        city.links.redis.blackhole();
        for (let second = 0; second < darkS; second += 1) {
          await city.load.flows(2_000);
          ages.push(...city.screens.map((screen) => screen.tickAgeMs() ?? Infinity));
          await sleep(1_000);
        }
      });
      chaos.demand(Math.max(...ages) < 8_000, `a screen heard nothing for ${String(Math.max(...ages))} ms`);
      const grownMiB = Math.round((residentBytes(live) - before) / 2 ** 20);
      chaos.demand(grownMiB < 100, `live grew by ${String(grownMiB)} MiB`);
      chaos.note(`live grew by ${String(grownMiB)} MiB in ${String(darkS)} s`);
      await city.links.redis.mend();
      await chaos.recovers('the mirror was whole again', mirrored(city, redis));
    },
  },
];

function connectRedis(chaos: Chaos, url: string): Redis {
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  chaos.later(() => {
    redis.disconnect();
  });
  return redis;
}

/** Waits until the mirror stands at a place in the log at or beyond the present one, with every asset that screens show. */
async function mirrored({ jsm, system, screens }: City, redis: Redis): Promise<void> {
  const { state } = await jsm.streams.info(system.subjects.eventsStream);
  await waitFor(
    'the mirror',
    async () => {
      const [seqKey = ''] = await redis.keys(`vl:${system.city}:live:seq`);
      if (seqKey === '' || Number(await redis.get(seqKey)) < state.last_seq) return false;
      const held = await redis.hkeys(`vl:${system.city}:live:state`);
      return screens.every((screen) => [...screen.state.assets.keys()].every((asset) => held.includes(asset)));
    },
    30_000,
  );
}

async function fill(redis: Redis): Promise<void> {
  for (let n = 0; n < 400; n += 1) await redis.set(`ballast ${String(n)}`, 'x'.repeat(16_384)).catch(() => undefined);
}
