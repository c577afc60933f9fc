import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { randomCity } from '../../support/database.ts';
import { startOwnServer } from '../../support/own-server.ts';

const mib = 2 ** 20;
const config = streamsEnv.parse({ EVENTS_MAX_BYTES: 32 * mib, QUARANTINE_MAX_BYTES: mib });
let nats: NatsConnection;
let jsm: JetStreamManager;
let subjects: ReturnType<typeof subjectsOf>;

beforeEach(async () => {
  nats = await connect(natsAddress(inject('servers').natsUrl));
  jsm = await jetstreamManager(nats);
  subjects = subjectsOf(randomCity());
});
afterEach(async () => {
  for await (const { config: stream } of jsm.streams.list()) {
    if ([subjects.eventsStream, subjects.quarantineStream, `KV_${subjects.registryBucket}`].includes(stream.name)) {
      await jsm.streams.delete(stream.name);
    }
  }
  await nats.close();
});

test('processes that start together make each stream once', async () => {
  await Promise.all(Array.from({ length: 5 }, () => ensureStreams(jsm, subjects, config)));
  const events = await jsm.streams.info(subjects.eventsStream);
  expect(events.config).toMatchObject({
    ...{ subjects: [subjects.events], storage: 'file', discard: 'new', num_replicas: 1, max_bytes: 32 * mib },
    ...{ max_age: nanos(7 * 86_400_000), duplicate_window: nanos(120_000), deny_delete: true, deny_purge: true },
  });
});

test('what differs is brought into line', async () => {
  await ensureStreams(jsm, subjects, config);
  await jsm.streams.update(subjects.eventsStream, { duplicate_window: nanos(1_000) });
  await ensureStreams(jsm, subjects, { ...config, EVENTS_MAX_BYTES: 48 * mib });
  const events = await jsm.streams.info(subjects.eventsStream);
  expect(events.config).toMatchObject({ max_bytes: 48 * mib, duplicate_window: nanos(120_000) });
});

test('a stream is not shrunk below what it holds', async () => {
  await ensureStreams(jsm, subjects, config);
  const frame = new Uint8Array(mib);
  for (let at = 0; at < 20; at += 1) await jsm.jetstream().publish(subjects.events, frame);
  const smaller = ensureStreams(jsm, subjects, { ...config, EVENTS_MAX_BYTES: 16 * mib });
  await expect(smaller).rejects.toThrow(/would drop events. Raise EVENTS_MAX_BYTES/);
});

test('what cannot be changed is said, with what to do', async () => {
  await jsm.streams.add({ name: subjects.eventsStream, subjects: [subjects.events], storage: 'memory' });
  await expect(ensureStreams(jsm, subjects, config)).rejects.toThrow(/exists with another .*storage.*delete it/);
});

test('a server with little storage gets a smaller log instead of none', async () => {
  // A server of its own: for a moment the log takes nearly all there is.
  const small = await startOwnServer('nats');
  const connection = await connect(natsAddress(small.url));
  const manager = await jetstreamManager(connection);
  const greedy = { ...config, EVENTS_MAX_BYTES: 2 ** 40 };
  await ensureStreams(manager, subjects, greedy);
  const { config: made } = await manager.streams.info(subjects.eventsStream);
  expect(made.max_bytes).toBeGreaterThanOrEqual(2 ** 30);
  expect(made.max_bytes).toBeLessThan(2 ** 40);
  await ensureStreams(manager, subjects, greedy);
  await connection.close();
  await small.close();
});
