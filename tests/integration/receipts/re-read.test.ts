import { afterAll, beforeAll, expect, test } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
let passed = false;
beforeAll(async () => {
  city = await setUpWriter();
});
afterAll(() => city.close(passed));

const called = (id: string, waitS: number, over = {}) =>
  anEvent('ticket.called', { ticketId: `t-${id}`, counter: 'Q1', waitS, procedure: 'birth' }, { id, ...over });
const receipts = () =>
  city.one(`SELECT accepted, counted, repeated, conflicts, poison, closed FROM receipts WHERE day = '2026-11-23'`);
const wasRead = () => city.one(`SELECT sum(times)::bigint AS times FROM repeats`);

test('a log that is read again under another id adds nothing to receipts; what is sent again does', async () => {
  let writer = await city.start();
  await city.db.query(`INSERT INTO seals (world, day, events, events_hash) VALUES ('live', '2026-10-01', 0, '')`);
  const later = { receivedtime: '2026-11-23T02:00:00.000Z' };
  await city.publish([called('a', 1), called('b', 2), called('a', 1)]);
  await city.publish([called('b', 2, later), called('a', 9), { ...called('p', 1), type: 'no.such' }]);
  await city.committed(
    await city.publish([called('c', 3, { time: '2026-10-01T00:00:00.000Z' }), called('b', 2, later)]),
  );
  const told = { accepted: 8, counted: 2, repeated: 3, conflicts: 1, poison: 1, closed: 1 };
  expect(await receipts()).toEqual(told);

  await city.end(writer, 'SIGTERM');
  await city.db.query(`UPDATE writer_position SET stream = 'EVENTS_OLD 2020'`);
  writer = await city.start();
  await city.committed(3);
  expect(await receipts()).toEqual(told);
  expect(await wasRead()).toEqual({ times: 3 });

  // Sent again, it stands later.
  await city.committed(await city.publish([called('b', 2, { receivedtime: '2026-11-23T03:00:00.000Z' })]));
  expect(await receipts()).toEqual({ ...told, accepted: 9, repeated: 4 });
  passed = true;
});

test('days are those of the city’s zone', async () => {
  // 17:30 in UTC is half past midnight in Hanoi.
  await city.committed(await city.publish([called('night', 1, { receivedtime: '2026-11-23T17:30:00.000Z' })]));
  expect(await city.one(`SELECT counted FROM receipts WHERE day = '2026-11-24'`)).toEqual({ counted: 1 });
});
