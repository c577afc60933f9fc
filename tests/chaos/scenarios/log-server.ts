import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../support/wait-for.ts';
import { openPost } from '../driver/post.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

/** The log's server: killed, paused, unreachable, away. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F03',
    title: 'NATS is killed under load',
    required:
      'While it is away the door answers 503 with Retry-After at once; events are taken within 10 s of its start; nothing accepted is lost.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.takes(300);
      for (let round = 0; round < chaos.upTo(3, 50); round += 1) {
        await sleep(chaos.random.int(200, 800));
        await chaos.inject('SIGKILL of NATS', chaos.servers.nats.kill);
        await sleep(chaos.random.int(100, 1_000));
        if (round === 0) await demandRefusalAtOnce(chaos, city);
        await chaos.servers.nats.start();
        await recoversWithin(chaos, city, 10_000);
      }
    },
  },
  {
    id: 'F05',
    title: 'NATS stands still, then goes on',
    required: 'Publishes time out and are not acknowledged; what it stored late all the same is counted once.',
    run: async (chaos) => {
      const city = await chaos.startCity({ senders: 8 });
      const pauseS = chaos.upTo(10, 60);
      for (let round = 0; round < chaos.upTo(1, 3); round += 1) {
        await city.load.takes(300);
        await chaos.inject(`NATS paused for ${String(pauseS)} s`, () => {
          chaos.servers.nats.pause();
        });
        await sleep(pauseS * 1_000);
        chaos.servers.nats.resume();
        await recoversWithin(chaos, city, 15_000);
        await city.load.takes(300);
      }
      chaos.demand((city.load.answers.get(503) ?? 0) > 0, 'void: the door never had to say retry');
    },
  },
  {
    id: 'F15',
    title: 'the connection to NATS is half-open',
    required: 'Door, writer and screens find out and go on over a new connection: events are taken again within 18 s.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      for (const ways of ['both', 'toClient', 'toServer'] as const) {
        await city.load.takes(300);
        await chaos.inject(`connections held, ${ways === 'both' ? 'both ways' : ways}`, () => {
          city.links.nats.stall(ways);
        });
        // A sender's request may hang until its own patience of 15 s ends: another's first acknowledgement tells.
        await recoversWithin(chaos, city, 18_000);
        await chaos.recovers('the writer was caught up', city.caughtUp(30_000));
      }
    },
  },
  {
    id: 'F16',
    title: 'NATS is away longer than clients usually try',
    required: 'Every process comes back by itself, whatever the number of its tries.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.takes(300);
      const awayS = chaos.upTo(10, 300);
      await chaos.inject(`NATS stopped for ${String(awayS)} s`, chaos.servers.nats.stop);
      await sleep(awayS * 1_000);
      await chaos.servers.nats.start();
      await recoversWithin(chaos, city, 15_000);
    },
  },
];

async function recoversWithin(chaos: Chaos, { load }: City, withinMs: number): Promise<void> {
  const tookMs = await chaos.recovers('events were taken again', load.flows());
  chaos.demand(tookMs <= withinMs, `events were taken again only after ${(tookMs / 1_000).toFixed(1)} s`);
}

/** Once the door knows that the log is away, it says so at once. */
async function demandRefusalAtOnce(chaos: Chaos, { doorUrl, token }: City): Promise<void> {
  const door = openPost(doorUrl, token);
  try {
    await waitFor('the door to refuse', async () => {
      const begunMs = performance.now();
      const answer = await door.post([]).catch(() => undefined);
      const { status, retryAfterS } = await door.post([aBeat()]);
      const isAtOnce = performance.now() - begunMs < 1_000;
      return answer !== undefined && status === 503 && retryAfterS !== null && isAtOnce;
    });
  } catch {
    chaos.demand(false, 'the door did not answer 503 with Retry-After at once');
  } finally {
    door.close();
  }
}

function aBeat(): object {
  return {
    ...{ specversion: '1.0', id: 'while-away', source: 'urn:chaos:away', type: 'kiosk.heartbeat', asset: 'K002' },
    ...{ time: new Date(Date.now() - 60_000).toISOString(), data: { healthy: true, coversS: 1 } },
  };
}
