import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CountRow, CountsMessage } from '#shared/wire/counts.ts';
import { anEvent } from '../../support/an-event.ts';
import { inFrames, setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
const told = new Map<string, CountRow>();

beforeAll(async () => {
  city = await setUpWriter({ WRITER_BATCH_EVENTS: '20000', WRITER_LINGER_MS: '100' });
  city.nats.subscribe(city.subjects.counts, {
    callback: (_, message) => {
      for (const { rows } of message.json<CountsMessage>().worlds)
        for (const row of rows) told.set(row.slice(0, 6).join('|'), row);
    },
  });
  await city.start();
});
afterAll(() => city.close(true));

const called = (id: string, waitS: number, over = {}) =>
  anEvent('ticket.called', { ticketId: `t-${id}`, counter: 'Q1', waitS, procedure: 'birth' }, { id, ...over });
const voided = (id: string, target: string, over = {}, kind = 'ticket') =>
  anEvent(`${kind}.voided`, { id: target, reason: 'wrong' }, { id, ...over });
const commit = async (...events: unknown[]) => city.committed(await city.publish(events));
const cityDay = () =>
  city.one(
    `SELECT n, sum, min, max FROM rollup_day WHERE unit = '' AND scope = '' AND dim = '' AND metric = 'ticket.wait_ms'`,
  );
const findings = async () =>
  (await city.db.query<{ id: string; detail: string }>(`SELECT id, detail FROM findings ORDER BY at, id`)).rows;

it('are the same in one frame, before or after, and repeated under two ids', async () => {
  await commit(voided('v1', 'a'), called('a', 10), called('b', 20), voided('v2', 'b'), voided('v3', 'b'));
  await commit(voided('v4', 'a'), called('c', 30));
  expect(await cityDay()).toEqual({ n: 1, sum: 30_000, min: 30_000, max: 30_000 });
  expect(await city.recount()).toMatchObject({ different: 0, withdrawn: 2 });
});

it('that came first are judged as those that came after', async () => {
  const wrongKind = voided('w1', 'd', {}, 'counter');
  const wrongAsset = voided('w2', 'd', { asset: 'P00008', unit: '00008' });
  await commit(wrongKind, wrongAsset);
  await commit(called('d', 40));
  expect(await cityDay()).toMatchObject({ n: 2, sum: 70_000 });
  expect(await findings()).toMatchObject([
    { id: 'w1', detail: expect.stringContaining('another kind') as string },
    { id: 'w2', detail: expect.stringContaining('not at this asset') as string },
  ]);
  await commit(voided('w3', 'd'));
  expect(await cityDay()).toMatchObject({ n: 1, sum: 30_000 });
  expect((await city.recount()).differences).toEqual([]);
});

it('do not withdraw withdrawals, whichever comes first', async () => {
  await commit(voided('x1', 'x2'));
  await commit(voided('x2', 'c'));
  expect(await cityDay()).toBeUndefined();
  expect((await findings()).filter(({ id }) => id === 'x1')).toMatchObject([
    { detail: expect.stringContaining('cannot be withdrawn') as string },
  ]);
  expect((await city.recount()).differences).toEqual([]);
});

it('of what conflicted take back what was counted', async () => {
  await commit(called('e', 50), called('e', 60), called('f', 70));
  await commit(voided('y1', 'e'));
  expect(await cityDay()).toEqual({ n: 1, sum: 70_000, min: 70_000, max: 70_000 });
});

it('tell screens the extremes that are left', async () => {
  await commit(called('g', 500), called('h', 5));
  await commit(voided('z1', 'g'), voided('z2', 'h'));
  const key = 'day|2026-11-23|||ticket.wait_ms|';
  await expect.poll(() => told.get(key)?.slice(6), { timeout: 60_000 }).toEqual([1, 70_000, 70_000, 70_000]);
});

it('by the thousand are one commit among others', { timeout: 120_000 }, async () => {
  const many = Array.from({ length: 5_000 }, (_, at) =>
    called(`m${at}`, at, {
      asset: `P${at % 100}`,
      unit: `U${at % 100}`,
      time: new Date(Date.parse('2026-11-24T01:00:00Z') + at * 5_000).toISOString(),
    }),
  );
  let last = 0;
  for (const frame of inFrames(many, 1_000)) last = await city.publish(frame);
  await city.committed(last);
  const startMs = Date.now();
  const voids = many
    .filter((_, at) => at % 5 > 0)
    .map(({ asset, unit, time, id }) => voided(`n${id}`, id, { asset, unit, time }));
  for (const frame of inFrames(voids, 2_000)) last = await city.publish(frame);
  await city.committed(last);
  expect(Date.now() - startMs).toBeLessThan(15_000);
  expect((await city.recount()).differences).toEqual([]);
});
