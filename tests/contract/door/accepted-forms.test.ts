import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import type { FrameOutcome } from '../../../ingest/door/framing/frame.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, aKey } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof openTestDoor>>;
afterEach(() => door.close());

const series = (count: number, from = 1): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, at) => aHeartbeat({ id: `e${from + at}` }));
const toLines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const lines = { 'content-type': 'application/x-ndjson' };

describe('every accepted form', () => {
  const forms: [name: string, headers: Record<string, string>, body: unknown, count: number][] = [
    ['one CloudEvent', { 'content-type': 'application/cloudevents+json; charset=utf-8' }, series(1)[0], 1],
    ['a CloudEvents batch', { 'content-type': 'application/cloudevents-batch+json' }, series(3), 3],
    ['plain JSON, one', { 'content-type': 'application/json' }, series(1)[0], 1],
    ['plain JSON, many', { 'content-type': 'application/json' }, series(3), 3],
    ['an empty batch', { 'content-type': 'application/cloudevents-batch+json' }, [], 0],
    ['lines', lines, toLines(series(3)), 3],
    [
      'lines without a last end, with blank ones between',
      lines,
      `\r\n${toLines(series(2))}\n${JSON.stringify(aHeartbeat())}`,
      3,
    ],
    ['nothing but an empty stream', lines, '', 0],
  ];
  test.each(forms)('%s, as it is and compressed', async (_name, headers, body, count) => {
    door = await openTestDoor();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const plain = await door.post(text, headers);
    const packed = await door.post(gzipSync(text), { ...headers, 'content-encoding': 'gzip' });
    for (const answer of [plain, packed]) {
      expect(answer.body).toMatchObject({ accepted: count, refused: 0, retry: 0 });
      expect(answer.status).toBe(202);
    }
    expect(door.events()).toHaveLength(2 * count);
  });

  test('an event is stamped, in UTC, with nothing a sender could have stamped', async () => {
    door = await openTestDoor();
    await door.post(
      aHeartbeat({
        time: new Date().toISOString().replace('Z', '+00:00'),
        sequence: 7,
        datacontenttype: 'application/json',
      }),
    );
    const { time, receivedtime, ...rest } = door.events()[0] ?? {};
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(receivedtime).toMatch(/\.\d{3}Z$/);
    expect(rest).toEqual({
      specversion: '1.0',
      id: 'e1',
      source: 'urn:test:source',
      type: 'kiosk.heartbeat',
      asset: 'K001',
      unit: '00004',
      sequence: 7,
      world: 'live',
      data: { healthy: true, coversS: 60 },
    });
  });

  test('a source may be the key’s own or lie under it', async () => {
    door = await openTestDoor();
    const answer = await door.post(
      ['urn:test:source', 'urn:test:source/k1', 'urn:test:source:k1'].map((source) => aHeartbeat({ source })),
    );
    expect(answer.body.accepted).toBe(3);
  });
});

describe('mixed verdicts', () => {
  test('a batch lists every item in its place', async () => {
    door = await openTestDoor();
    const answer = await door.post([aHeartbeat({ id: 'a' }), { id: 'b c' }, aHeartbeat({ id: 'c' })]);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ accepted: 2, refused: 1, retry: 0 });
    expect(answer.body.items).toMatchObject([
      { index: 0, id: 'a', verdict: 'accepted' },
      { index: 1, verdict: 'refused', problem: { path: 'specversion' } },
      { index: 2, id: 'c', verdict: 'accepted' },
    ]);
  });

  test('a stream lists only what was not accepted, by line, and no more than a thousand', async () => {
    door = await openTestDoor();
    const answer = await door.post(`${toLines(series(2))}nonsense\n${'{}\n'.repeat(1_500)}`, lines);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ accepted: 2, refused: 1_501 });
    expect(answer.body.items).toHaveLength(1_000);
    expect(answer.body.items?.[0]?.line).toBe(3);
    expect(answer.body.items?.[0]?.problem?.detail).toMatch(/not JSON/);
  });

  test('a line too long is refused alone', async () => {
    door = await openTestDoor();
    const answer = await door.post(`${'x'.repeat(300_000)}\n${toLines(series(1))}`, lines);
    expect(answer.body).toMatchObject({ accepted: 1, refused: 1, items: [{ line: 1, problem: { status: 413 } }] });
  });
});

describe('what the log did not take must be sent again', () => {
  test.each(['away', 'slow', 'full'] as const)('a batch when the log is %s', async (outcome) => {
    door = await openTestDoor({ publish: () => Promise.resolve(outcome) });
    const answer = await door.post(series(2));
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(answer.body).toMatchObject({
      status: 503,
      accepted: 0,
      retry: 2,
      items: [{ verdict: 'retry' }, { verdict: 'retry' }],
    });
  });

  test('nothing is read while the connection to the log is down', async () => {
    door = await openTestDoor({ isLogUp: () => false });
    const answer = await door.post(series(2));
    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({ retry: 2, items: [{ index: 0, verdict: 'retry' }, { index: 1 }] });
  });

  test('a stream stops and says from which line to resume', async () => {
    let published = 0;
    const publish = (): Promise<FrameOutcome> => Promise.resolve((published += 1) <= 3 ? 'stored' : 'slow');
    door = await openTestDoor({ publish });
    const all = series(20_000);
    const answer = await door.post(toLines(all), lines);
    expect(answer.status).toBe(503);
    const resume = answer.body.resumeFromLine ?? 0;
    expect(answer.body.accepted).toBe(door.events().length);
    // Everything before that line is in the log, so resuming loses nothing.
    const stored = new Set(door.events().map(({ id }) => id));
    expect(all.slice(0, resume - 1).every(({ id }) => stored.has(String(id)))).toBe(true);
    expect(stored.has(`e${resume}`)).toBe(false);
  });

  test('a stream during which the process is asked to stop', async () => {
    let closing = false;
    const publish = (): Promise<FrameOutcome> => {
      closing = true;
      return Promise.resolve('stored');
    };
    door = await openTestDoor({ publish, isClosing: () => closing });
    const answer = await door.post(toLines(series(20_000)), lines);
    expect(answer.status).toBe(503);
    expect(answer.body.detail).toMatch(/closing/);
    expect(answer.body.resumeFromLine).toBe((answer.body.accepted ?? 0) + 1);
  });

  test('a key that ends in the middle of a stream ends the stream', async () => {
    door = await openTestDoor({
      publish: () => {
        door.senders.delete('aaaaaaaa');
        return Promise.resolve('stored');
      },
    });
    const answer = await door.post(toLines(series(20_000)), lines);
    expect(answer.status).toBe(401);
    expect(answer.body.resumeFromLine).toBeGreaterThan(1);
  });

  test('a stream faster than its key is slowed, not refused', async () => {
    door = await openTestDoor({ keys: [aKey('aaaaaaaa', { ratePerS: 500 })] });
    const begunMs = performance.now();
    const answer = await door.post(toLines(series(6_000)), lines);
    expect(answer.body).toMatchObject({ accepted: 6_000, refused: 0 });
    expect(performance.now() - begunMs).toBeGreaterThan(1_000);
  });
});
