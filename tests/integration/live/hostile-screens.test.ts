import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pushProtocol } from '#shared/wire/push.ts';
import { anEvent } from '../../support/an-event.ts';
import { residentBytes } from '../../support/process-use.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveProcess, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let city: LiveSetUp;
let live: LiveProcess;
let token: string;
let healthy: TestScreen;
const opened: Socket[] = [];
let beats = 0;

beforeAll(async () => {
  city = await setUpLive();
  live = await city.start();
  token = await city.createToken();
  healthy = new TestScreen(live.port, { token });
  await healthy.reaches('state', await beat());
});
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
});
afterAll(async () => {
  healthy.close();
  await city.close();
});

async function beat(): Promise<number> {
  beats++;
  const time = new Date(Date.parse('2026-11-23T01:00:00.000Z') + beats * 1000).toISOString();
  const data = { healthy: true, coversS: 60, paperPct: beats % 100 };
  return await city.publish([anEvent('kiosk.heartbeat', data, { id: String(beats), asset: 'K001', time })]);
}

/** A byte stream past its WebSocket handshake; what is written on it is up to the test. */
async function upgraded(): Promise<Socket> {
  const socket = connect(live.port, '127.0.0.1');
  opened.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(
    `GET /live?world=live&hz=5 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${pushProtocol}\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  socket.on('data', () => undefined);
  return socket;
}

/** A client's frame of a short payload; masked with zeros, which RFC 6455 lets a client choose. */
function frame(firstByte: number, payload: string): Buffer {
  return Buffer.concat([Buffer.from([firstByte, 0x80 | payload.length, 0, 0, 0, 0]), Buffer.from(payload)]);
}

const ping = 0x89;
const textStart = 0x01;
const continuation = 0x00;
const wholeText = 0x81;

it.each([
  ['a flood of pings', Buffer.concat(Array.from({ length: 1_000 }, () => frame(ping, 'x')))],
  [
    'a message in endless tiny fragments',
    Buffer.concat([frame(textStart, '['), ...Array.from({ length: 1_000 }, () => frame(continuation, ''))]),
  ],
  [
    'a flood of messages',
    Buffer.concat(Array.from({ length: 1_000 }, () => frame(wholeText, '{"type":"resync","topic":"state"}'))),
  ],
])('%s hurts nobody else and takes no memory', { timeout: 60_000 }, async (_, chunk) => {
  const before = residentBytes(live.child.pid ?? 0);
  const attackers = await Promise.all(Array.from({ length: 10 }, upgraded));
  const untilMs = performance.now() + 2_000;
  const flooding = attackers.map(async (socket) => {
    while (performance.now() < untilMs && !socket.destroyed) {
      if (!socket.write(chunk)) {
        await new Promise<void>((resolve) => {
          socket.once('drain', resolve);
          socket.once('close', () => {
            resolve();
          });
          setTimeout(resolve, 500);
        });
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  let slowestMs = 0;
  while (performance.now() < untilMs) {
    const sentMs = performance.now();
    await healthy.reaches('state', await beat());
    slowestMs = Math.max(slowestMs, performance.now() - sentMs);
  }
  await Promise.all(flooding);
  expect(slowestMs).toBeLessThan(5_000);
  expect(residentBytes(live.child.pid ?? 0) - before).toBeLessThan(100 * 2 ** 20);
  expect(healthy.gaps).toBe(0);
});

it('a message too large to be honest ends its screen', async () => {
  const socket = await upgraded();
  const header = Buffer.from([wholeText, 0x80 | 126, 0x20, 0x00, 0, 0, 0, 0]);
  socket.write(Buffer.concat([header, Buffer.alloc(8_192, 0x20)]));
  await waitFor('the screen to be cut', () => socket.destroyed);
});
