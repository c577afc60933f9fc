import { afterAll, beforeAll, expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
beforeAll(async () => {
  city = await setUpWriter({ LOG_LEVEL: 'silent' });
  await city.start();
});
afterAll(() => city.close(true));

let count = 0;
const queued = (over = {}, topic = 'PS') =>
  anEvent('call.queued', { callId: `c${++count}`, topic }, { id: `e${count}`, ...over });
const noise = Array.from({ length: 4_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7_919) % 20_000))).join('');

it.each<[what: string, item: unknown]>([
  ['a day of receipt that is none', { source: 'urn:x', receivedtime: '2026-99-99T00:00:00.000Z' }],
  ['a source with a separator', { source: 'urn:\u0001x', receivedtime: '2026-11-23T00:00:00.000Z' }],
  ['an endless source', { source: noise, world: noise, receivedtime: '2026-11-23T00:00:00.000Z' }],
  ['a world that cannot be text', { world: { toString: null, valueOf: null } }],
  ['an endless asset', queued({ asset: noise })],
  ['a label with a NUL', queued({}, 'x\u0000y')],
  ['an endless label', queued({}, noise)],
  ['the year nought', queued({ time: '0000-01-01T00:00:00.000Z' })],
  ['a day no month has', queued({ time: '2026-02-30T00:00:00.000Z' })],
  ['the end of time', queued({ time: '9999-12-31T23:59:59.999Z' })],
  ['a measurement of nothing', anEvent('call.answered', { callId: 'c', topic: 'PS' }, { id: 'nothing' })],
])('%s stands in the way of nothing', async (_, item) => {
  const before = await city.one(`SELECT count(*) AS n FROM events`);
  const month = String((count % 12) + 1).padStart(2, '0');
  const newMonth = queued({ time: `2027-${month}-10T00:00:00.000Z` });
  await city.committed(await city.publish([queued(), item, newMonth, queued()]));
  const after = await city.one(`SELECT count(*) AS n FROM events`);
  const isStorable =
    (item as { time?: string }).time?.startsWith('9999') === true && after?.n === Number(before?.n) + 4;
  if (!isStorable) expect(after).toEqual({ n: Number(before?.n) + 3 });
  expect(await city.recount()).toMatchObject({ different: 0 });
});

it('sums beyond what numbers of the language hold are exact, and one that no column holds is set apart', async () => {
  const atS = { waiting: 0, prior: { expectedWaitS: 2_678_399.999, heldS: 2_678_399 } };
  const each = 2_678_399_999n * 2_678_399n;
  const most = 9_223_372_036_854_775_807n / each;
  const sum = () =>
    city.one(
      `SELECT n, sum::text FROM rollup_day WHERE unit = '' AND dim = '' AND metric = 'counter.expected_wait_ms_s'`,
    );
  const samples = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) => anEvent('counter.waiting', atS, { id: `huge${from + at}` }));
  await city.committed(await city.publish(samples(0, 3)));
  expect(await sum()).toEqual({ n: 3, sum: String(3n * each) });
  expect(await city.recount()).toMatchObject({ different: 0 });
  await city.committed(await city.publish(samples(3, Number(most) + 5)));
  expect(await sum()).toEqual({ n: Number(most), sum: String(most * each) });
  expect(await city.one(`SELECT count(*) AS n FROM findings WHERE detail LIKE '%22003%'`)).toEqual({ n: 5 });
  expect(await city.recount()).toMatchObject({ different: 0 });
});
