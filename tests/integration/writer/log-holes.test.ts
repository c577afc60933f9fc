import { once } from 'node:events';
import { jetstreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import { anEvent } from '../../support/an-event.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpWriter } from '../../support/writer-process.ts';

let city: Awaited<ReturnType<typeof setUpWriter>>;
beforeAll(async () => {
  city = await setUpWriter({ LOG_LEVEL: 'silent' });
});
afterAll(() => city.close(true));

const queued = (id: string) => anEvent('call.queued', { callId: id, topic: 'PS' }, { id });
const events = () => city.one('SELECT count(*) AS n FROM events');
const holes = async () =>
  (await city.db.query<{ seq: number; detail: string }>(`SELECT seq, detail FROM findings WHERE found = 'hole'`)).rows;

it('what expired before it was counted is written down', async () => {
  const writer = await city.start();
  await city.committed(await city.publish([queued('a')]));
  await city.end(writer, 'SIGKILL');
  for (const id of ['b', 'c']) await city.publish([queued(id)]);
  const jsm = await jetstreamManager(city.nats);
  const name = city.subjects.eventsStream;
  await jsm.streams.update(name, { max_age: nanos(200), duplicate_window: nanos(100) });
  await waitFor('the log to expire', async () => (await jsm.streams.info(name)).state.messages === 0);
  const again = await city.start();
  await city.committed(await city.publish([queued('d')]));
  expect(await events()).toEqual({ n: 2 });
  expect(await holes()).toEqual([{ seq: 2, detail: expect.stringContaining('2 to 3') as string }]);
  await city.end(again, 'SIGTERM');
});

it('a log that lost its end is read from its beginning, and that is written down', async () => {
  await city.db.query('UPDATE writer_position SET seq = 1000');
  const writer = await city.start();
  await city.committed(1).catch(() => undefined);
  await city.publish([queued('e')]);
  await waitFor('the new event', async () => (await events())?.n === 3);
  expect((await holes()).map(({ detail }) => detail)).toContainEqual(expect.stringContaining('1000'));
  expect(await city.recount()).toMatchObject({ different: 0 });
  await city.end(writer, 'SIGTERM');
});

it('a log made anew starts over, and findings of both are kept', async () => {
  await city.start();
  await city.publish([queued('a'), { junk: true }]);
  const jsm = await jetstreamManager(city.nats);
  const before = await jsm.streams.info(city.subjects.eventsStream);
  await city.committed(before.state.last_seq);
  await jsm.streams.delete(city.subjects.eventsStream);
  const bounds = { EVENTS_MAX_BYTES: 64 * 2 ** 20, QUARANTINE_MAX_BYTES: 2 ** 20 };
  await ensureStreams(jsm, city.subjects, streamsEnv.parse(bounds));
  await city.start();
  for (let at = 0; at < before.state.last_seq; at += 1) await city.publish([queued('a'), { junk: true }]);
  await waitFor('the poison of both', async () => {
    const found = await city.one(`SELECT count(*) AS n FROM findings WHERE found = 'poison'`);
    return found?.n === 1 + before.state.last_seq;
  });
  expect(await events()).toEqual({ n: 3 });
});

it('a log deleted while it is read ends the writer loudly, and the next makes it again as declared', async () => {
  const writer = await city.start();
  const ended = once(writer, 'exit');
  const jsm = await jetstreamManager(city.nats);
  await jsm.streams.delete(city.subjects.eventsStream);
  expect(await ended).toEqual([1, null]);
  await city.start();
  const { config } = await jsm.streams.info(city.subjects.eventsStream);
  expect(config).toMatchObject({ deny_delete: true, deny_purge: true, discard: 'new' });
  const before = await events();
  await city.publish([queued('after')]);
  await waitFor('the new event', async () => Number((await events())?.n) === Number(before?.n) + 1);
});
