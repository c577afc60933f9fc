import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DayReceipts, IdReceipts, ReceiptsAsked } from '#shared/wire/receipts.ts';
import type { AskWriter } from '../../../ingest/door/receipts/ask-writer.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';

const asOf = { logSeq: 7, countedAt: '2026-11-23T01:00:00.000Z', framesNotCounted: 1 };
const asked: ReceiptsAsked[] = [];
let isWriterAway = false;

/** A writer that has counted nothing. */
const ask = ((question: ReceiptsAsked) => {
  asked.push(question);
  if (isWriterAway)
    return Promise.resolve({ ok: false, code: 'unavailable', message: 'the writer is away; ask again' });
  const value =
    question.what === 'ids'
      ? { asOf, ids: question.ids.map((id) => ({ id })) }
      : { asOf, days: [], gaps: { missing: 0, holes: 0, ranges: [] } };
  return Promise.resolve({ ok: true, value });
}) as AskWriter;

let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  const keys = [aKey('aaaaaaaa'), aKey('otherkey', { source: 'urn:test:other', assets: ['K0*'] })];
  // Its clock stands: receipts are of a civil day, which must not end between what is sent and what is asked.
  const nowMs = Date.now();
  door = await openTestDoor({ keys, ask, now: () => nowMs });
});
afterAll(() => door.close());

async function get(query: string, kid = 'aaaaaaaa') {
  const response = await fetch(`${door.url}/v1/receipts${query}`, {
    headers: { authorization: `Bearer ${tokenOf(kid)}` },
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Partial<DayReceipts> & Partial<IdReceipts> & { path?: string; detail?: string },
  };
}
const today = async (kid?: string) => (await get('', kid)).body.days?.[0];

describe('GET /v1/receipts', () => {
  test('counts every refusal under its reason, for its own key only', async () => {
    await door.post([
      aHeartbeat({ id: 'good' }),
      aHeartbeat({ id: 'lost', asset: 'K999' }),
      aHeartbeat({ id: 'wrong', data: { healthy: true, coversS: 0 } }),
      aHeartbeat({ id: 'others', source: 'urn:elsewhere' }),
    ]);
    await door.post('{"a":1,}');
    await door.post(`${JSON.stringify(aHeartbeat({ id: 'line', asset: 'K998' }))}\nnot json\n`, {
      'content-type': 'application/x-ndjson',
    });
    await door.post(aHeartbeat({ id: 'x', data: { note: 'x'.repeat(70_000) } }));
    expect(await today()).toMatchObject({
      refused: 7,
      reasons: { 'unknown-asset': 2, 'invalid-event': 1, forbidden: 1, 'malformed-json': 2, 'too-large': 1 },
    });
    expect(await today('otherkey')).toMatchObject({ refused: 0, reasons: {} });
  });

  test('says why an id was refused, and up to where the rest has been counted', async () => {
    const { body } = await get('?id=lost&id=good');
    expect(body.asOf).toEqual(asOf);
    expect(body.ids).toMatchObject([
      { id: 'lost', fate: 'refused', refused: { problem: 'unknown-asset', path: 'asset' } },
      { id: 'good', fate: 'unknown' },
    ]);
    expect((await get('?id=lost', 'otherkey')).body.ids).toMatchObject([{ id: 'lost', fate: 'unknown' }]);
  });

  test('asks for the key’s own source, assets and days', async () => {
    await get('?from=2026-11-01&to=2026-11-03', 'otherkey');
    expect(asked.at(-1)).toEqual({
      what: 'days',
      owner: { world: 'live', source: 'urn:test:other' },
      range: { from: '2026-11-01', to: '2026-11-03' },
      assets: ['K0*'],
    });
  });

  test('every day asked for is there; before refusals were counted they are not known', async () => {
    const { body } = await get('?from=2020-01-30&to=2020-02-02');
    expect(body.days?.map(({ day, refused }) => [day, refused])).toEqual([
      ['2020-01-30', null],
      ['2020-01-31', null],
      ['2020-02-01', null],
      ['2020-02-02', null],
    ]);
  });

  test.each([
    ['a source under its own', '?source=urn:test:source:k1', 200, /^$/],
    ['another’s source', '?source=urn:test:other', 403, /urn:test:source/],
    ['a source that begins alike', '?source=urn:test:source2', 403, /urn:test:source/],
    ['too many days', '?from=2026-01-01&to=2026-02-01', 400, /31 days/],
    ['days the wrong way round', '?from=2026-01-02&to=2026-01-01', 400, /not after/],
    ['no day', '?from=yesterday', 400, /a day, as/],
    ['too many ids', `?${'id=x&'.repeat(101)}`, 400, /at most 100/],
    ['an id that is none', '?id=%20', 400, /printable/],
    ['ids and days', '?id=x&from=2026-01-01', 400, /alone/],
    ['a parameter there is not', '?cursor=1', 400, /source, from, to, id/],
    ['a parameter twice', '?from=2026-01-01&from=2026-01-02', 400, /once/],
  ])('%s', async (_name, query, status, says) => {
    const answer = await get(query);
    expect(answer.status).toBe(status);
    expect(answer.body.detail ?? '').toMatch(says);
  });

  test('without a key, and by another method', async () => {
    expect((await fetch(`${door.url}/v1/receipts`)).status).toBe(401);
    const posted = await fetch(`${door.url}/v1/receipts`, { method: 'POST', body: '' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('with the writer away it says when to ask again', async () => {
    isWriterAway = true;
    const answer = await get('');
    isWriterAway = false;
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.body.detail).toMatch(/ask again/);
  });
});
