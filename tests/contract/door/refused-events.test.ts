import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDoor } from '../../support/open-test-door.ts';
import { aHeartbeat, aKey, anAsset, someAssets, tokenOf } from '../../support/test-registry.ts';

const worldNowMs = Date.parse('2019-05-01T08:00:00Z');

let door: Awaited<ReturnType<typeof openTestDoor>>;
beforeAll(async () => {
  door = await openTestDoor({
    keys: [
      aKey('aaaaaaaa'),
      aKey('kiosksaa', { kinds: ['kiosk'], assets: ['K0*', 'B001'] }),
      aKey('replayaa', { world: 'replay:may', allowanceD: 2 }),
      aKey('quickaaa', { world: 'sim:quick' }),
    ],
    assets: [
      ...someAssets,
      anAsset('K002', 'kiosk', { unit: 'OLD', to: '2026-07-01T00:00:00Z' }),
      anAsset('K002', 'kiosk', { unit: 'NEW', from: '2026-07-01T00:00:00Z' }),
      anAsset('K003', 'kiosk', { from: '2099-01-01T00:00:00Z' }),
    ],
    clocks: [
      { world: 'replay:may', anchorRealMs: 0, anchorWorldMs: worldNowMs, speed: 0, holdAtMs: null },
      { world: 'sim:quick', anchorRealMs: 0, anchorWorldMs: worldNowMs, speed: 501, holdAtMs: worldNowMs },
    ],
  });
});
afterAll(() => door.close());

const days = (count: number): string => new Date(Date.now() - count * 86_400_000).toISOString();
const data = (over: object): object => ({ data: { healthy: true, coversS: 60, ...over } });
const ticket = (over: object): object => ({
  type: 'ticket.issued',
  asset: 'P00004',
  data: { ticketId: 't1', ...over },
});

type Case = [name: string, over: object, fault: { status: number; path: string; says: RegExp }, kid?: string];

const cases: Case[] = [
  ['another specversion', { specversion: '0.3' }, { status: 400, path: 'specversion', says: /1\.0/ }],
  ['no id', { id: undefined }, { status: 400, path: 'id', says: /string/ }],
  ['an id with a space', { id: 'a b' }, { status: 400, path: 'id', says: /without spaces/ }],
  ['a time without an offset', { time: '2026-11-23T08:00:00' }, { status: 400, path: 'time', says: /offset/ }],
  ['a type nobody declared', { type: 'kiosk.exploded' }, { status: 400, path: 'type', says: /no such type/ }],
  [
    'the clock of the door itself',
    { type: 'clock.tick', data: { speed: 1 } },
    { status: 400, path: 'type', says: /no such type/ },
  ],
  ['an unknown field', { extra: 1 }, { status: 400, path: '', says: /unknown field extra/ }],
  ['an unknown field of the data', data({ extra: 1 }), { status: 400, path: 'data', says: /unknown field extra/ }],
  ['a wrong value in the data', data({ coversS: 0 }), { status: 400, path: 'data.coversS', says: /1/ }],
  ['a missing value in the data', { data: { healthy: true } }, { status: 400, path: 'data.coversS', says: /number/ }],
  [
    'text that cannot be stored',
    { type: 'kiosk.voided', data: { id: 'e0', reason: 'a\u0000b' } },
    { status: 400, path: 'data.reason', says: /control/ },
  ],
  [
    'half a character',
    { type: 'kiosk.voided', data: { id: 'e0', reason: '\ud800' } },
    { status: 400, path: 'data.reason', says: /surrogate/ },
  ],
  ['a source that is not the key’s', { source: 'urn:other' }, { status: 403, path: 'source', says: /urn:test:source/ }],
  [
    'a source that only begins alike',
    { source: 'urn:test:sources' },
    { status: 403, path: 'source', says: /urn:test:source/ },
  ],
  ['a kind the key may not send', ticket({}), { status: 403, path: 'type', says: /may not send ticket/ }, 'kiosksaa'],
  [
    'an asset the key may not speak for',
    { asset: 'K100' },
    { status: 403, path: 'asset', says: /may not speak/ },
    'kiosksaa',
  ],
  ['an asset that does not exist', { asset: 'K099' }, { status: 400, path: 'asset', says: /no such asset/ }],
  [
    'an asset of another kind',
    { asset: 'B001' },
    { status: 400, path: 'asset', says: /happens at kiosk or robot; this asset is a parking/ },
  ],
  ['an asset before its service', { asset: 'K003' }, { status: 400, path: 'asset', says: /not in service/ }],
  ['another unit than the registry’s', { unit: '00007' }, { status: 400, path: 'unit', says: /belonged to 00004/ }],
  [
    'the future',
    { time: new Date(Date.now() + 360_000).toISOString() },
    { status: 400, path: 'time', says: /3\d\d s in the future.*300 s/ },
  ],
  ['the past beyond the allowance', { time: days(36) }, { status: 400, path: 'time', says: /36\.\d d old.*35 d/ }],
  [
    'the future of its world',
    { time: '2019-05-01T08:06:00Z' },
    { status: 400, path: 'time', says: /360 s in the future/ },
    'replayaa',
  ],
  [
    'the future of a world that runs fast, whose clock comes to the door late',
    { time: new Date(worldNowMs + 2_801_000).toISOString() },
    { status: 400, path: 'time', says: /2801 s in the future.*2800 s/ },
    'quickaaa',
  ],
  [
    'the past of its world',
    { time: '2019-04-28T08:00:00Z' },
    { status: 400, path: 'time', says: /3\.0 d old.*2 d/ },
    'replayaa',
  ],
];

describe('an event is refused with the field and the reason', () => {
  test.each(cases)('%s', async (_name, over, { status, path, says }, kid = 'aaaaaaaa') => {
    const answer = await door.post(aHeartbeat(over as Record<string, unknown>), {
      authorization: `Bearer ${tokenOf(kid)}`,
    });
    expect(answer.body).toMatchObject({ status, path });
    expect(answer.body.detail).toMatch(says);
    expect(answer.status).toBe(status);
    expect(door.refused.at(-1)?.problem.path).toBe(path);
  });

  test('__proto__ in the data is not dropped in silence', async () => {
    const answer = await door.post(JSON.stringify(aHeartbeat()).replace('"coversS"', '"__proto__":{"a":1},"coversS"'));
    expect(answer.body).toMatchObject({ status: 400, path: 'data', detail: 'unknown field __proto__' });
  });

  test('a field named like a phone number is not repeated', async () => {
    const answer = await door.post(aHeartbeat({ '0912345678': 1 }));
    expect(JSON.stringify(answer.body)).not.toContain('0912345678');
  });
});

describe('the unit is stamped as it stood at the event’s time', () => {
  test('an asset that moved', async () => {
    const answer = await door.post([
      aHeartbeat({ id: 'now', asset: 'K002' }),
      aHeartbeat({ id: 'said', asset: 'K002', unit: 'NEW' }),
      aHeartbeat({ id: 'wrong', asset: 'K002', unit: 'OLD' }),
    ]);
    expect(answer.body.items?.map(({ verdict }) => verdict)).toEqual(['accepted', 'accepted', 'refused']);
    expect(door.events().find(({ id }) => id === 'now')?.unit).toBe('NEW');
  });
});
