import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { inFrames, setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
beforeAll(async () => {
  city = await setUpWriter({ WRITER_BATCH_EVENTS: '50' });
});
afterAll(() => city.close(true));

const events = Array.from({ length: 4_000 }, (_, at) =>
  anEvent(
    'parking.paid',
    { paymentId: `p${at}`, method: at % 9 === 0 ? 'cash' : 'card', amountVnd: 1_000 + at },
    {
      ...{ id: `e${at}`, asset: `B${at % 7}`, unit: `U${at % 3}` },
      time: new Date(Date.parse('2026-11-23T01:00:00Z') + at * 1_000).toISOString(),
    },
  ),
);
const total = events.reduce((sum, { data }) => sum + (data.amountVnd as number), 0);

it('counts everything once though it is killed again and again and frames come twice', async () => {
  let last = 0;
  const publishing = (async () => {
    for (const [at, frame] of inFrames(events, 20).entries()) {
      last = await city.publish(frame);
      if (at % 5 === 0) last = await city.publish(frame);
    }
  })();
  publishing.catch(() => undefined);
  for (let round = 0; round < 6; round += 1) {
    const writer = await city.start();
    await sleep(60 + round * 37);
    await city.end(writer, 'SIGKILL');
  }
  await publishing;
  await city.start();
  await city.committed(last);
  const row = await city.one(
    `SELECT n, sum FROM rollup_day WHERE unit = '' AND dim = '' AND metric = 'parking.paid_vnd'`,
  );
  expect(row).toEqual({ n: events.length, sum: total });
  expect(await city.recount()).toMatchObject({ different: 0, events: events.length });
});

it('goes on after its database connection is cut in the middle of its work', async () => {
  const more = events.map((event) => ({ ...event, id: `again-${event.id}` }));
  let last = 0;
  for (const [at, frame] of inFrames(more, 20).entries()) {
    last = await city.publish(frame);
    if (at % 20 === 0) {
      await city.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'writer' AND datname = current_database()`,
      );
    }
  }
  await city.committed(last);
  expect(await city.recount()).toMatchObject({ different: 0, events: 2 * events.length });
});

it('ends when another writer takes the city over', async () => {
  const first = await city.start();
  const ended = new Promise<number | null>((resolve) => first.once('exit', resolve));
  await city.start();
  await city.publish([anEvent('call.queued', { callId: 'c1', topic: 'PS' }, { id: 'fence-1' })]);
  const seq = await city.publish([anEvent('call.queued', { callId: 'c2', topic: 'PS' }, { id: 'fence-2' })]);
  await city.committed(seq);
  for (let at = 0; at < 20 && first.exitCode === null; at += 1) {
    await city.publish([anEvent('call.queued', { callId: `f${at}`, topic: 'PS' }, { id: `fence-f${at}` })]);
    await sleep(50);
  }
  expect(await ended).toBe(1);
  expect(await city.recount()).toMatchObject({ different: 0 });
});
