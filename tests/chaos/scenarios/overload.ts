import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from '../../support/process-use.ts';
import type { ProcessName } from '../../support/system.ts';
import type { Flooded } from '../driver/flood.ts';
import type { Load } from '../driver/load.ts';
import type { City } from '../harness/city.ts';
import type { Chaos, Scenario } from '../scenario.ts';

const mib = 2 ** 20;
/** Of a process; the door's own bounds allow bodies of 64 MiB and 32 MiB waiting, Node's heap comes on top. */
const mostResidentBytes = 700 * mib;
/** Below this nobody notices whether it doubled. */
const unnoticedMs = 50;

/** More than can be taken: by senders beyond what they may, and by all together beyond what the log takes. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'X01',
    title: 'one kiosk sends 10,000 messages a second',
    required:
      'It is answered 429 with Retry-After beyond its rate, and hurts nobody: the others’ p99 at most doubles (or stays under 50 ms), memory is bounded.',
    run: async (chaos) => {
      const city = await chaos.startCity({ isDirect: true, ratePerS: 200, senders: 8 });
      const seconds = chaos.upTo(8, 60);
      const watch = watchMemory(city);
      const before = await p99Of(city.load, seconds);
      const flooded = await chaos.inject('10,000 messages a second from one key of 100 a second', async () => {
        const token = await city.createFloodKey('kiosk', 100);
        const flood = city.startFlood({ name: 'kiosk', token, ratePerS: 10_000, batch: 100, connections: 8, seconds });
        const during = await p99Of(city.load, seconds);
        demandFair(chaos, before, during);
        return await flood;
      });
      demandManners(chaos, flooded, '429');
      demandBounded(chaos, watch());
    },
  },
  {
    id: 'X02',
    title: 'ten times what is sustainable, from many senders',
    required:
      'The surplus is answered 429 or 503 with Retry-After, memory is bounded, nothing accepted is lost, and it drains at the end. (The generator shares the machine, so the log is narrowed to 40 kB/s; what is sustainable then is measured first.)',
    run: async (chaos) => {
      const city = await chaos.startCity({ ratePerS: 50, senders: 4, env: { EVENTS_MAX_BYTES: String(512 * mib) } });
      const watch = watchMemory(city);
      await city.load.takes(100);
      city.links.nats.slow({ bytesPerS: 40_000 });
      const before = await p99Of(city.load, 8);
      const token = await city.createFloodKey('all', 1_000_000);
      const calm = { token, batch: 100, connections: 16, seconds: 8 };
      const measured = await city.startFlood({ ...calm, name: 'all:measured', ratePerS: 20_000 });
      const sustainablePerS = Math.max(100, Math.round(measured.accepted / calm.seconds));
      const seconds = Math.max(20, chaos.minutes * 60);
      const ratePerS = 10 * sustainablePerS;
      const broken = city.load.broken();
      const flooded = await chaos.inject(
        `${String(ratePerS)} events a second onto a log that takes a tenth`,
        async () => {
          const flood = city.startFlood({ name: 'all:flood', token, ratePerS, batch: 100, connections: 480, seconds });
          const during = await p99Of(city.load, seconds);
          chaos.note(`p99 of the others: ${before.toFixed(0)} ms before, ${during.toFixed(0)} ms during`);
          chaos.note(`${String(city.load.broken() - broken)} requests of the others met nobody`);
          return await flood;
        },
      );
      const offeredPerS = Math.round(flooded.offered / seconds);
      const acceptedPerS = Math.round(flooded.accepted / seconds);
      chaos.note(
        `sustainable ${String(sustainablePerS)} events/s; ${String(offeredPerS)} offered, ${String(acceptedPerS)} accepted per second`,
      );
      demandManners(chaos, flooded, '503');
      demandBounded(chaos, watch());
      city.links.nats.slow({});
      await chaos.recovers('events were taken again', city.load.flows());
      await chaos.recovers('counts caught up', city.caughtUp(180_000));
    },
  },
];

/** The 99th percentile of answers to requests that begin within the next seconds, in ms. */
async function p99Of(load: Load, seconds: number): Promise<number> {
  const fromMs = performance.now();
  await sleep(seconds * 1_000);
  const took = load.taken.filter(({ begunMs }) => begunMs >= fromMs).map(({ tookMs }) => tookMs);
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Infinity;
}

function demandFair(chaos: Chaos, beforeMs: number, duringMs: number): void {
  chaos.note(`p99 of the others: ${beforeMs.toFixed(0)} ms before, ${duringMs.toFixed(0)} ms during`);
  const isFair = duringMs <= Math.max(unnoticedMs, 2 * beforeMs);
  chaos.demand(isFair, `the others’ p99 went from ${beforeMs.toFixed(0)} to ${duringMs.toFixed(0)} ms`);
}

function demandManners(chaos: Chaos, flooded: Flooded, status: string): void {
  const answered = Object.entries(flooded.answers).map(([code, count]) => `${code}: ${String(count)}`);
  chaos.note(`answers to the flood: ${answered.join(', ')}; ${String(flooded.accepted)} of its events were accepted`);
  chaos.demand((flooded.answers[status] ?? 0) > 0, `void: the flood was never answered ${status}`);
  chaos.demand(flooded.withoutRetryAfter === 0, `${String(flooded.withoutRetryAfter)} answers without Retry-After`);
}

/** Looks each half second how much memory the processes hold; the result ends it and tells the most of each. */
function watchMemory({ system }: City): () => ReadonlyMap<ProcessName, number> {
  const names = ['ingest', 'writer', 'live', 'office'] as const;
  const most = new Map<ProcessName, number>();
  const look = (): void => {
    for (const name of names) {
      most.set(name, Math.max(most.get(name) ?? 0, residentBytes(system.pidOf(name) ?? 0)));
    }
  };
  const timer = setInterval(look, 500);
  return () => {
    clearInterval(timer);
    return most;
  };
}

function demandBounded(chaos: Chaos, most: ReadonlyMap<ProcessName, number>): void {
  const words = [...most].map(([name, bytes]) => `${name} ${String(Math.round(bytes / mib))} MiB`);
  chaos.note(`most memory held: ${words.join(', ')}`);
  for (const [name, bytes] of most)
    chaos.demand(bytes < mostResidentBytes, `${name} held ${String(Math.round(bytes / mib))} MiB`);
}
