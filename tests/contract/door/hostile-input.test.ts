import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../ingest/door/limits.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, tokenOf } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  door = await openTestDoor();
});
afterAll(() => door.close());

const hostileWords = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
    '\u202e',
    '1e999',
    'NaN',
    '0912345678',
    ' ',
    '',
    '☃',
    'a'.repeat(5_000),
  ],
);
const hostileValues = fc.oneof(
  { depthSize: 'medium' },
  fc.jsonValue({ maxDepth: 6 }),
  hostileWords,
  fc.constantFrom(1e308, -0, 2 ** 53 + 2, Number.MIN_VALUE, null, [], {}),
);
/** A good event with some of its fields, or some of its data's, replaced by anything. */
const mangledEvents = fc
  .tuple(
    fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(aHeartbeat())), hostileWords), hostileValues, { maxKeys: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('healthy', 'coversS'), hostileWords), hostileValues, { maxKeys: 2 }),
  )
  .map(([over, data]) => aHeartbeat({ data: { healthy: true, coversS: 60, ...data }, ...over }));
/** A good body with bytes flipped, cut out, doubled or put in. */
const mangledBytes = fc
  .tuple(
    fc.array(fc.oneof(mangledEvents, fc.constant(aHeartbeat())), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(600), fc.nat(3), fc.uint8Array({ maxLength: 6 })), { maxLength: 5 }),
  )
  .map(([events, cuts]) => {
    let body = Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events));
    for (const [at, gone, put] of cuts) body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + gone)]);
    return body;
  });
const raw = fc.constantFrom(
  '{"id":1,"id":2,"id":3}',
  '[[[[]]]]',
  '"\\ud800"',
  '1e99999',
  '-',
  'NaN',
  '\ufeff{}',
  '{"a":'.repeat(5_000),
  JSON.stringify(aHeartbeat()).replace('"id"', '"id":"first","id"'),
  JSON.stringify(aHeartbeat()).replace('60', '1e400'),
  JSON.stringify(aHeartbeat()).replace('60', '99999999999999999999999999'),
);
const types = [
  'application/json',
  'application/x-ndjson',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
];

describe('whatever the bytes are', () => {
  test('the answer is a verdict or a problem, and the door stays open', async () => {
    const body = fc.oneof(
      mangledBytes,
      raw.map((text) => Buffer.from(text)),
    );
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...types), fc.boolean(), async (bytes, type, gzip) => {
        const answer = await door.post(gzip ? gzipSync(bytes) : bytes, {
          'content-type': type,
          ...(gzip && { 'content-encoding': 'gzip' }),
        });
        expect([200, 202, 207, 400, 401, 403, 413]).toContain(answer.status);
        if (answer.status >= 400) expect(answer.body.detail).toBeTruthy();
      }),
      { numRuns: 2_000 },
    );
    expect((await door.post(aHeartbeat())).status).toBe(202);
    expect(door.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  }, 60_000);

  test('what was accepted is whole, strict JSON of known fields', () => {
    expect(door.events().length).toBeGreaterThan(100);
    const known = new Set([
      'specversion',
      'id',
      'source',
      'type',
      'time',
      'asset',
      'unit',
      'sequence',
      'receivedtime',
      'world',
      'data',
    ]);
    for (const event of door.events()) {
      expect(Object.keys(event).filter((key) => !known.has(key))).toEqual([]);
      expect(JSON.stringify(event)).not.toMatch(/\\u/);
    }
  });
});

describe('senders that take up room', () => {
  const open = async (): Promise<{
    said: () => string;
    write: (text: string) => void;
    closed: () => boolean;
    end: () => void;
  }> => {
    const socket = connect(door.port, '127.0.0.1');
    let said = '';
    let closed = false;
    socket.on('data', (chunk) => (said += chunk.toString()));
    socket.on('close', () => (closed = true));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return { said: () => said, write: (text) => socket.write(text), closed: () => closed, end: () => socket.destroy() };
  };

  test('headers too large are refused', async () => {
    const sender = await open();
    sender.write(`POST /v1/events HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(20_000)}\r\n\r\n`);
    await expect.poll(sender.said, { timeout: 3_000 }).toMatch(/^HTTP\/1\.1 431 /);
    sender.end();
  });

  test('hundreds of senders that never finish do not hold others up', async () => {
    const slow = await Promise.all(Array.from({ length: 900 }, open));
    for (const [at, sender] of slow.entries()) {
      sender.write('POST /v1/events HTTP/1.1\r\nhost: x\r\n');
      // A third stop in their headers, a third before their body, a third within a line.
      if (at % 3 > 0) {
        const type = at % 3 === 1 ? 'application/json' : 'application/x-ndjson';
        const kid = 'aaaaaaaa';
        sender.write(
          `authorization: Bearer ${tokenOf(kid)}\r\ncontent-type: ${type}\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`,
        );
      }
    }
    const begunMs = performance.now();
    const healthy = await fetch(`${door.url}/livez`);
    expect(healthy.status).toBe(200);
    expect(performance.now() - begunMs).toBeLessThan(1_000);
    // The key may not have more requests open than its share; the rest of its senders are told.
    await expect
      .poll(() => slow.filter((sender) => sender.said().includes(' 429 ')).length)
      .toBe(600 - limits.requestsPerKey);
    // Headers that do not end are cut after ten seconds.
    await expect
      .poll(() => slow.filter((sender, at) => at % 3 === 0 && sender.said().includes(' 408 ')).length, {
        timeout: 16_000,
      })
      .toBe(300);
    for (const sender of slow) sender.end();
  }, 30_000);
});
