import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayReceipts, idReceipts, refusedAnswer, verdictsAnswer } from '#shared/docs/answer-schemas.ts';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { sentTypes } from '#shared/docs/event-schema.ts';
import type { ReceiptsAsked } from '#shared/wire/receipts.ts';
import type { AskWriter } from '../../../ingest/door/receipts/ask-writer.ts';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, aKey, tokenOf } from '../../support/test-registry.ts';

const asOf = { logSeq: 7, countedAt: '2026-11-23T01:00:00.000Z', framesNotCounted: 1 };
const kinds = [...new Set(sentTypes().map((type) => type.split('.')[0] ?? ''))];
const source = 'urn:test:source';

const ask = ((asked: ReceiptsAsked) =>
  Promise.resolve({
    ok: true,
    value:
      asked.what === 'ids'
        ? { asOf, ids: asked.ids.map((id) => ({ id })) }
        : { asOf, days: [], gaps: { missing: 0, holes: 0, ranges: [] } },
  })) as AskWriter;

let door: Awaited<ReturnType<typeof openTestDoor>>;
let isLogUp = true;
beforeAll(async () => {
  const keys = [aKey('aaaaaaaa', { source, kinds }), aKey('slowslow', { source, ratePerS: 0.2 })];
  // Its clock stands: neither the civil day of receipts nor a wait for a key's rate ends meanwhile.
  const nowMs = Date.now();
  door = await openTestDoor({ keys, ask, isLogUp: () => isLogUp, now: () => nowMs });
});
afterAll(() => door.close());

describe('the answers are as the documents say', () => {
  test('verdicts of all forms, with a refusal', async () => {
    const good = await door.post(aHeartbeat());
    expect([good.status, verdictsAnswer.parse(good.body)]).toMatchObject([202, { accepted: 1 }]);
    const mixed = await door.post([
      aHeartbeat({ id: 'a' }),
      aHeartbeat({ id: 'b', asset: 'K999' }),
      aHeartbeat({ extra: 1, more: 2 }),
    ]);
    expect([mixed.status, verdictsAnswer.parse(mixed.body)]).toMatchObject([207, { accepted: 1, refused: 2 }]);
    const lines = await door.post(`${JSON.stringify(aHeartbeat({ id: 'l' }))}\nnot json\n`, {
      'content-type': 'application/x-ndjson',
    });
    expect([lines.status, verdictsAnswer.parse(lines.body)]).toMatchObject([207, { accepted: 1, refused: 1 }]);
  });

  test('every refusal of a whole request', async () => {
    const answers = [
      await door.post(aHeartbeat({ data: {} })),
      await door.post('{'),
      await door.post(aHeartbeat(), { authorization: 'Bearer x' }),
      await door.post(aHeartbeat({ source: 'urn:elsewhere' })),
      await door.post(aHeartbeat(), { 'content-type': 'text/plain' }),
      await door.post(Array.from({ length: 1_001 }, () => aHeartbeat())),
      await door.post([aHeartbeat(), aHeartbeat(), aHeartbeat(), aHeartbeat()], {
        authorization: `Bearer ${tokenOf('slowslow')}`,
      }),
      await door.post(aHeartbeat(), { authorization: `Bearer ${tokenOf('slowslow')}` }),
    ];
    isLogUp = false;
    answers.push(await door.post([aHeartbeat()]));
    answers.push(await door.post(JSON.stringify(aHeartbeat()), { 'content-type': 'application/x-ndjson' }));
    isLogUp = true;
    const told = answers.filter(({ status }) => status >= 400).map(({ body }) => refusedAnswer.parse(body).status);
    expect(told).toEqual([400, 400, 401, 403, 415, 413, 429, 503, 503]);
  });

  test('receipts of days and of ids', async () => {
    const get = async (query: string): Promise<unknown> => {
      const headers = { authorization: `Bearer ${tokenOf('aaaaaaaa')}` };
      return (await fetch(`${door.url}/v1/receipts${query}`, { headers })).json();
    };
    expect(dayReceipts.parse(await get('')).days[0]?.refused).toBeGreaterThan(0);
    expect(idReceipts.parse(await get('?id=b&id=nobody')).ids.map(({ fate }) => fate)).toEqual(['refused', 'unknown']);
    expect(refusedAnswer.parse(await get('?from=never'))).toMatchObject({ status: 400, path: 'from' });
  });
});

test('the door takes the example of every type', async () => {
  const assets = {
    ...{ kiosk: 'K001', point: 'P00004', parking: 'B001', hotline: 'H19001009', chatbot: 'T1', system: 'S-PORTAL' },
  };
  const codes: readonly string[] = Object.values(assets);
  const examples = sentTypes().map((type) => exampleEvent(type, { assets, source, nowMs: Date.now() }));
  expect(examples.filter(({ asset }) => !codes.includes(asset))).toEqual([]);
  const { status, body } = await door.post(examples);
  expect(body.items?.filter(({ verdict }) => verdict !== 'accepted')).toEqual([]);
  expect(status).toBe(202);
});
