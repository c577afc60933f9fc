import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';

let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  door = await openTestDoor({
    keys: [
      aKey('aaaaaaaa'),
      aKey('expireda', { expiresAt: '2021-01-01T00:00:00Z' }),
      aKey('revokeda', { revokedAt: '2021-01-01T00:00:00Z' }),
      aKey('futurea2', { notBefore: '2099-01-01T00:00:00Z' }),
      aKey('sloooowa', { ratePerS: 1 }),
      aKey('noclocka', { world: 'replay:lost' }),
    ],
  });
});
afterAll(() => door.close());

const bearer = (kid: string) => ({ authorization: `Bearer ${tokenOf(kid)}` });
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const one = (): string => JSON.stringify(aHeartbeat());

type Case = [
  name: string,
  headers: Record<string, string>,
  body: () => string | Uint8Array,
  status: number,
  says: RegExp,
];

const cases: Case[] = [
  ['no key', { authorization: '' }, one, 401, /vl_<key>_<secret>/],
  ['a token of another form', { authorization: 'Bearer abc' }, one, 401, /not of the form/],
  ['a key nobody made', bearer('zzzzzzzz'), one, 401, /unknown key or wrong secret/],
  [
    'a wrong secret',
    { authorization: `Bearer vl_aaaaaaaa_${'x'.repeat(43)}` },
    one,
    401,
    /unknown key or wrong secret/,
  ],
  ['an expired key', bearer('expireda'), one, 401, /expired/],
  ['a revoked key', bearer('revokeda'), one, 401, /revoked/],
  ['a key before its time', bearer('futurea2'), one, 401, /not valid yet/],
  ['no content type the door reads', { 'content-type': 'text/plain' }, one, 415, /application\/x-ndjson/],
  ['another charset', { 'content-type': 'application/json; charset=latin1' }, one, 415, /utf-8/],
  ['another encoding', { 'content-encoding': 'br' }, one, 415, /gzip/],
  ['gzip that is none', { 'content-encoding': 'gzip' }, one, 400, /not whole gzip/],
  ['cut gzip', { 'content-encoding': 'gzip' }, () => gzipSync(one()).subarray(0, -8), 400, /not whole gzip/],
  ['a body that is no JSON', {}, () => '{"a":1,}', 400, /not JSON at character 7/],
  ['an empty body', {}, () => '', 400, /not JSON/],
  ['bytes that are no UTF-8', {}, () => Buffer.from([0x22, 0xff, 0x22]), 400, /not UTF-8/],
  ['deep nesting', {}, () => nested(17), 400, /deeper than 16/],
  ['very deep nesting', {}, () => nested(1_000_000), 400, /deeper than 16/],
  [
    'an array sent as one event',
    { 'content-type': 'application/cloudevents+json' },
    () => `[${one()}]`,
    400,
    /batch\+json/,
  ],
  ['one event sent as a batch', { 'content-type': 'application/cloudevents-batch+json' }, one, 400, /array/],
  ['too large a body', {}, () => ' '.repeat(5 * 2 ** 20), 413, /4194304 bytes/],
  ['a gzip bomb', { 'content-encoding': 'gzip' }, () => gzipSync(Buffer.alloc(64 * 2 ** 20)), 413, /4194304 bytes/],
  ['too many events', {}, () => JSON.stringify(Array(1_001).fill(1)), 413, /1000 events/],
  ['an event too large', {}, () => JSON.stringify(aHeartbeat({ id: 'x'.repeat(70_000) })), 413, /65536 bytes/],
  ['a world whose clock nobody set', bearer('noclocka'), one, 503, /clock of world replay:lost is not set/],
];

describe('a request is refused with a problem that names its fault', () => {
  test.each(cases)('%s', async (_name, headers, body, status, says) => {
    const answer = await door.post(body(), headers);
    expect(answer.body.detail).toMatch(says);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status });
    expect(answer.body.title).toBeTruthy();
    expect(answer.body.type).toMatch(/^urn:vonglau:problem:/);
    expect(answer.headers.has('retry-after')).toBe(status === 503);
  });

  test('a bomb in a stream of lines', async () => {
    const answer = await door.post(gzipSync(Buffer.alloc(64 * 2 ** 20, ' ')), {
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
    });
    expect(answer.status).toBe(413);
    expect(answer.body.detail).toMatch(/inflates/);
  });

  test.each([
    ['none', () => Buffer.from(`${one()}\n`)],
    ['cut', () => gzipSync(`${one()}\n`.repeat(5_000)).subarray(0, -8)],
  ])('a stream of gzip that is %s', async (_name, body) => {
    const answer = await door.post(body(), { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' });
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(/not whole gzip/);
  });

  test('more than its rate, with the time to wait', async () => {
    await door.post(Array(30).fill({}), bearer('sloooowa'));
    const answer = await door.post(one(), bearer('sloooowa'));
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(15);
    expect(answer.body.detail).toMatch(/1 events a second/);
  });

  test('another path and another method', async () => {
    const lost = await fetch(`${door.url}/v2/events`);
    expect(lost.status).toBe(404);
    const got = await fetch(`${door.url}/v1/events`);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
