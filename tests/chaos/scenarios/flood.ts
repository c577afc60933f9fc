import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pushProtocol } from '#shared/wire/push.ts';
import { residentBytes } from '../../support/process-use.ts';
import { openPost } from '../driver/post.ts';
import type { Load } from '../driver/load.ts';
import type { City } from '../harness/city.ts';
import type { Scenario } from '../scenario.ts';

/** Too much of everything: from one device, from all of them at once, and from whoever only takes up room. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F41',
    title: 'one device sends 10,000 messages a second, then all empty their outboxes',
    required:
      'The one is told 429 with Retry-After; the others’ p99 at most doubles (or stays under 150 ms); the outboxes drain, all counted.',
    run: async (chaos) => {
      const city = await chaos.startCity({ isDirect: true });
      await city.load.flows();
      const watchS = chaos.upTo(6, 30);
      const quietMs = await p99During(city.load, watchS);
      const { token } = await createKey(city, 'urn:chaos-noisy', 50);
      const answers = new Map<number, number>();
      let untold = 0;
      let isOver = false;
      const flood = async (at: number): Promise<void> => {
        const door = openPost(city.doorUrl, token);
        for (let n = 0; !isOver; n += 1) {
          const events = [heartbeat('urn:chaos-noisy', `${String(at)}-${String(n)}`)];
          const answer = await door.post(events).catch(() => undefined);
          answers.set(answer?.status ?? 0, (answers.get(answer?.status ?? 0) ?? 0) + 1);
          if (answer?.status === 429 && answer.retryAfterS === null) untold += 1;
        }
        door.close();
      };
      const loudMs = await chaos.inject(
        'a key of 50 events/s sends as fast as it can over 32 connections',
        async () => {
          const flooding = Array.from({ length: 32 }, (_, at) => flood(at));
          const p99Ms = await p99During(city.load, watchS);
          isOver = true;
          await Promise.all(flooding);
          return p99Ms;
        },
      );
      const sent = [...answers.values()].reduce((sum, n) => sum + n, 0);
      chaos.note(
        `${String(Math.round(sent / watchS))} requests/s: ${JSON.stringify(Object.fromEntries(answers))}; others' p99 ${quietMs.toFixed(0)} → ${loudMs.toFixed(0)} ms`,
      );
      chaos.demand((answers.get(429) ?? 0) > sent / 2, 'void: the noisy device was not told to slow down');
      chaos.demand(untold === 0, `${String(untold)} answers 429 without Retry-After`);
      // The flood is made on the same two cores as everything else; below this the machine itself is what is measured.
      chaos.demand(
        loudMs < Math.max(2 * quietMs, 150),
        `others' p99 rose from ${quietMs.toFixed(0)} to ${loudMs.toFixed(0)} ms`,
      );
      const outboxes = await chaos.inject('devices with full outboxes come back all at once', () =>
        city.startLoad({ ratePerS: chaos.upTo(2_000, 6_000), senders: 40, name: 'outboxes' }),
      );
      await sleep(chaos.upTo(4, 30) * 1_000);
      await chaos.recovers('the outboxes were empty', outboxes.stop());
      await chaos.recovers('counts caught up', city.caughtUp());
    },
  },
  {
    id: 'F43',
    title: 'connections that only take up room',
    required:
      'Limits are hit, the p99 of those who send at most doubles (or stays under 100 ms), every screen is ticked, and memory stays bounded.',
    run: async (chaos) => {
      const city = await chaos.startCity({ isDirect: true });
      await city.load.flows();
      const before = { door: memoryOf(city, 'ingest'), live: memoryOf(city, 'live') };
      const watchS = chaos.upTo(6, 20);
      const quietMs = await p99During(city.load, watchS);
      const sockets: Socket[] = [];
      chaos.later(() => {
        for (const socket of sockets) socket.destroy();
      });
      const idle = chaos.upTo(1_500, 10_000);
      await chaos.inject(
        `${String(idle)} connections from many addresses that say nothing, or begin and never end`,
        () => {
          for (let at = 0; at < idle; at += 1) sockets.push(openIdle(city, at));
        },
      );
      const crowdedMs = await p99During(city.load, watchS);
      chaos.note(
        `others' p99 ${quietMs.toFixed(0)} → ${crowdedMs.toFixed(0)} ms; the door grew by ${mib(memoryOf(city, 'ingest') - before.door)}`,
      );
      chaos.demand(
        crowdedMs < Math.max(2 * quietMs, 100),
        `others' p99 rose from ${quietMs.toFixed(0)} to ${crowdedMs.toFixed(0)} ms`,
      );
      await sleep(Math.max(0, 14_000 - watchS * 1_000));
      const left = sockets.filter((socket) => !socket.destroyed).length;
      chaos.demand(left < idle / 4, `${String(left)} of ${String(idle)} idle connections are still open`);
      for (const socket of sockets) socket.destroy();
      await chaos.recovers('events were taken', city.load.flows());

      const attackers = await Promise.all(Array.from({ length: chaos.upTo(4, 20) }, () => upgrade(city)));
      sockets.push(...attackers);
      for (const [what, bytes] of frameFloods) {
        await chaos.inject(what, () => {
          for (const socket of attackers) pour(socket, bytes, 1_500);
        });
        await sleep(2_000);
        chaos.demand(isTicked(city), `${what}: a screen was not ticked`);
      }
      const grown = memoryOf(city, 'live') - before.live;
      chaos.demand(grown < 150 * 2 ** 20, `live grew by ${mib(grown)}`);
      chaos.note(`live grew by ${mib(grown)}`);
    },
  },
];

/** The 99th percentile of how long requests took that were begun within the next seconds. */
async function p99During(load: Load, seconds: number): Promise<number> {
  const from = load.taken.length;
  await sleep(seconds * 1_000);
  const tookMs = load.taken
    .slice(from)
    .map((request) => request.tookMs)
    .sort((a, b) => a - b);
  return tookMs[Math.floor(tookMs.length * 0.99)] ?? Infinity;
}

function createKey(city: City, source: string, ratePerS: number): Promise<{ token: string }> {
  const key = { source, world: 'live', kinds: ['kiosk'], assets: ['*'], ratePerS };
  return city.system.createKey(key).then((token) => ({ token }));
}

function heartbeat(source: string, id: string): object {
  const time = new Date().toISOString();
  return {
    specversion: '1.0',
    id,
    source,
    type: 'kiosk.heartbeat',
    time,
    asset: 'K012',
    data: { healthy: true, coversS: 1 },
  };
}

/** A connection of one of many addresses: a third say nothing, a third stop in their headers, a third in their body. */
function openIdle({ system, token }: City, at: number): Socket {
  const { port } = new URL(system.ingestUrl);
  const socket = connect({ port: Number(port), host: '127.0.0.1', localAddress: `127.0.1.${String(1 + (at % 8))}` });
  socket.on('error', () => undefined);
  socket.resume();
  if (at % 3 > 0) socket.write('POST /v1/events HTTP/1.1\r\nhost: x\r\n');
  if (at % 3 > 1)
    socket.write(`authorization: Bearer ${token}x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{`);
  return socket;
}

/** A client's frame of a short payload; masked with zeros, which RFC 6455 lets a client choose. */
function frame(firstByte: number, payload: string): Buffer {
  return Buffer.concat([Buffer.from([firstByte, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)]);
}

const frameFloods: readonly (readonly [what: string, bytes: Buffer])[] = [
  ['a flood of pings', Buffer.concat(Array.from({ length: 1_000 }, () => frame(0x89, 'x')))],
  [
    'a flood of messages',
    Buffer.concat(Array.from({ length: 1_000 }, () => frame(0x81, '{"type":"resync","topic":"state"}'))),
  ],
  [
    'a message in endless tiny fragments',
    Buffer.concat([frame(0x01, '['), ...Array.from({ length: 1_000 }, () => frame(0x00, ''))]),
  ],
];

/** A byte stream past its WebSocket handshake. */
function upgrade({ system }: City): Promise<Socket> {
  const { port } = new URL(system.liveUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', reject);
    socket.resume();
    socket.once('data', () => {
      resolve(socket);
    });
    const key = randomBytes(16).toString('base64');
    socket.write(
      'GET /live?world=live&hz=5 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: ${pushProtocol}\r\nAuthorization: Bearer ${system.wallToken}\r\n\r\n`,
    );
  });
}

/** Writes as fast as the other side takes it, for some milliseconds. */
function pour(socket: Socket, bytes: Buffer, ms: number): void {
  const untilMs = performance.now() + ms;
  const more = (): void => {
    if (performance.now() > untilMs || socket.destroyed) return;
    if (socket.write(bytes)) setImmediate(more);
    else socket.once('drain', more);
  };
  more();
}

function isTicked({ screens }: City): boolean {
  return screens.every((screen) => (screen.tickAgeMs() ?? Infinity) < 8_000);
}

function memoryOf({ system }: City, name: 'ingest' | 'live'): number {
  return residentBytes(system.pidOf(name) ?? 0);
}

function mib(bytes: number): string {
  return `${String(Math.round(bytes / 2 ** 20))} MiB`;
}
