import { afterAll, beforeAll, expect, it } from 'vitest';
import { slotOf } from '#shared/kpi/histogram.ts';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

/* The distribution of a day is one row of two arrays, over which every commit lays what it adds and takes back. */

let city: Awaited<ReturnType<typeof setUpWriter>>;
beforeAll(async () => {
  city = await setUpWriter();
  await city.start();
});
afterAll(() => city.close(true));

const called = (id: string, waitS: number) =>
  anEvent('ticket.called', { ticketId: `t-${id}`, counter: 'Q1', waitS, procedure: 'birth' }, { id });
const voided = (target: string) => anEvent('ticket.voided', { id: target, reason: 'wrong' }, { id: `v-${target}` });
const commit = async (...events: unknown[]) => city.committed(await city.publish(events));
const slot = (waitS: number) => slotOf(waitS * 1_000);

/** The city's rows, in whatever number they stand. */
const cityRows = async () =>
  (
    await city.db.query<{ slots: number[]; ns: string[] }>(
      `SELECT d.slots, d.ns::text[] AS ns FROM slots_day d JOIN series USING (series)
       WHERE unit = '' AND scope = '' AND dim = '' AND metric = 'ticket.wait_ms'`,
    )
  ).rows;
/** What older SQL reads of days, less what hours say. */
const unlikeHours = async () =>
  (
    await city.db.query<Record<string, unknown>>(
      `SELECT world, unit, scope, metric, dim, slot, sum(n) FROM (
         SELECT world, unit, scope, metric, dim, slot, n FROM histogram_day
         UNION ALL SELECT world, unit, scope, metric, dim, slot, -n FROM histogram_hour) both_grains
       GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0`,
    )
  ).rows;
const check = async (...expected: (readonly [waitS: number, n: number])[]) => {
  const rows =
    expected.length === 0 ? [] : [{ slots: expected.map(([s]) => slot(s)), ns: expected.map(([, n]) => `${n}`) }];
  expect(await cityRows()).toEqual(rows);
  expect(await unlikeHours()).toEqual([]);
  expect(await city.recount()).toMatchObject({ different: 0 });
};

it('grows by every commit, slots in order', async () => {
  await commit(called('a', 100), called('b', 20));
  await check([20, 1], [100, 1]);
  await commit(called('c', 100), called('d', 50), called('e', 5));
  await check([5, 1], [20, 1], [50, 1], [100, 2]);
});

it('loses what is withdrawn, of an earlier commit and of its own', async () => {
  await commit(voided('a'), voided('d'), called('f', 20), called('g', 400), voided('g'));
  await check([5, 1], [20, 2], [100, 1]);
});

it('goes away with its last event, and comes back with the next', async () => {
  await commit(...['b', 'c', 'e', 'f'].map(voided));
  await check();
  expect(await city.one('SELECT count(*)::int AS rows FROM slots_day')).toEqual({ rows: 0 });
  await commit(called('h', 20));
  await check([20, 1]);
});
