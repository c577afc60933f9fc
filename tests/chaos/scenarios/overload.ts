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
/** What is on its way when one comes, then the frame it goes in, on a log where the least frame takes some 40 ms. */
const twoFramesMs = 100;

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
        const settings = { ratePerS: 10_000, batch: 100, connections: 8, seconds };
        const flood = city.startFlood({ name: 'kiosk', tokens: [token], ...settings });
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
      'The surplus is answered 429 or 503 with Retry-After; the others’ p99 at most doubles (or stays under 100 ms) and none of them is turned away; memory is bounded, nothing accepted is lost, and screens are up to date at the end. (The generator shares the machine, so the door’s way to the log is narrowed to 40 kB/s; what is sustainable then is measured first.)',
    run: async (chaos) => {
      const toLog = await chaos.openProxy(chaos.servers.nats.url);
      const city = await chaos.startCity({
        // Less than an eleventh of what the log takes, or the ten would rightly slow it down.
        ...{ isDirect: true, ratePerS: 20, senders: 4 },
        env: { EVENTS_MAX_BYTES: String(512 * mib) },
        envOf: { ingest: { NATS_URL: toLog.url } },
      });
      const watch = watchMemory(city);
      await city.load.takes(100);
      toLog.slow({ bytesPerS: 40_000 });
      const before = await p99Of(city.load, 20);
      const tokens = await Promise.all(Array.from({ length: 10 }, () => city.createFloodKey('all', 1_000_000)));
      const calm = { tokens, batch: 100, connections: 20, seconds: 8 };
      const measured = await city.startFlood({ ...calm, name: 'all:measured', ratePerS: 20_000 });
      const sustainablePerS = Math.max(100, Math.round(measured.accepted / calm.seconds));
      const seconds = Math.max(20, chaos.minutes * 60);
      const ratePerS = 10 * sustainablePerS;
      const turnedAway = turnedAwayOf(city.load);
      const flooded = await chaos.inject(
        `${String(ratePerS)} events a second from ten keys onto a log that takes a tenth`,
        async () => {
          const settings = { tokens, ratePerS, batch: 100, connections: 480, seconds };
          const flood = city.startFlood({ name: 'all:flood', ...settings });
          const during = await p99Of(city.load, seconds);
          demandFair(chaos, before, during, twoFramesMs);
          return await flood;
        },
      );
      const turned = turnedAwayOf(city.load) - turnedAway;
      chaos.demand(turned === 0, `${String(turned)} requests of the others were turned away or met nobody`);
      const offeredPerS = Math.round(flooded.offered / seconds);
      const acceptedPerS = Math.round(flooded.accepted / seconds);
      chaos.note(
        `sustainable ${String(sustainablePerS)} events/s; ${String(offeredPerS)} offered, ${String(acceptedPerS)} accepted per second`,
      );
      chaos.demand(acceptedPerS > 220, 'void: the log took so little that the others were over their share of it');
      demandManners(chaos, flooded, '503');
      demandBounded(chaos, watch());
      toLog.slow({});
      await chaos.recovers('events were taken again', city.load.flows());
      await chaos.recovers('counts caught up', city.caughtUp(180_000));
    },
  },
];

/** Requests that were answered with anything but everything accepted, or not at all. */
function turnedAwayOf(load: Load): number {
  const answered = [...load.answers].filter(([status]) => status !== 202);
  return answered.reduce((sum, [, count]) => sum + count, load.broken());
}

/** The 99th percentile of answers to requests that begin within the next seconds, in ms. */
async function p99Of(load: Load, seconds: number): Promise<number> {
  const fromMs = performance.now();
  await sleep(seconds * 1_000);
  const took = load.taken.filter(({ begunMs }) => begunMs >= fromMs).map(({ tookMs }) => tookMs);
  return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? Infinity;
}

function demandFair(chaos: Chaos, beforeMs: number, duringMs: number, floorMs = unnoticedMs): void {
  chaos.note(`p99 of the others: ${beforeMs.toFixed(0)} ms before, ${duringMs.toFixed(0)} ms during`);
  const isFair = duringMs <= Math.max(floorMs, 2 * beforeMs);
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
