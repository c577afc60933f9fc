import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limits } from '../../../ingest/door/limits.ts';
import { hostileBodies } from '../../support/faults/hostile-bodies.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, tokenOf } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  door = await openTestDoor();
});
afterAll(() => door.close());

describe('whatever the bytes are', () => {
  test('the answer is a verdict or a problem, and the door stays open', async () => {
    await fc.assert(
      fc.asyncProperty(hostileBodies, async ({ bytes, headers }) => {
        const answer = await door.post(bytes, headers);
        expect([200, 202, 207, 400, 401, 403, 413]).toContain(answer.status);
        if (answer.status >= 400) expect(answer.body.detail).toBeTruthy();
      }),
      { numRuns: 2_000, seed: 1 },
    );
    expect((await door.post(aHeartbeat())).status).toBe(202);
    expect(door.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  }, 150_000);

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
    await expect.poll(sender.said, { timeout: 10_000 }).toMatch(/^HTTP\/1\.1 431 /);
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
    const healthy = await fetch(`${door.url}/livez`);
    expect(healthy.status).toBe(200);
    // Answered while all of them are there: before the first was cut.
    expect(slow.some((sender) => sender.closed() || sender.said().includes(' 408 '))).toBe(false);
    // The key may not have more requests open than its share; the rest of its senders are told.
    await expect
      .poll(() => slow.filter((sender) => sender.said().includes(' 429 ')).length, { timeout: 60_000 })
      .toBe(600 - limits.requestsPerKey);
    // Headers that do not end are cut after ten seconds.
    await expect
      .poll(() => slow.filter((sender, at) => at % 3 === 0 && sender.said().includes(' 408 ')).length, {
        timeout: 60_000,
      })
      .toBe(300);
    for (const sender of slow) sender.end();
  }, 150_000);
});
