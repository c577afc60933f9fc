import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import pg from 'pg';
import { inject } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import { recount, type Recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { createTestDatabase, randomCity } from './database.ts';
import { waitFor } from './wait-for.ts';

/**
 * A log, a database and the writer's real process between them, of a city of its own. With a port the writer reaches its
 * database by way of it.
 */
export async function setUpWriter(extraEnv: Record<string, string> = {}, databasePort?: number) {
  const servers = inject('servers');
  const database = await createTestDatabase();
  const city = randomCity();
  const subjects = subjectsOf(city);
  const nats: NatsConnection = await connect(natsAddress(servers.natsUrl));
  const js = jetstream(nats);
  await ensureStreams(
    await jetstreamManager(nats),
    subjects,
    streamsEnv.parse({ EVENTS_MAX_BYTES: 64 * 2 ** 20, QUARANTINE_MAX_BYTES: 2 ** 20 }),
  );
  const db = new pg.Client({
    connectionString: database.databaseUrl,
    types: pgTypes,
  });
  await db.connect();
  const writers: ChildProcess[] = [];
  const writersUrl = new URL(database.databaseUrl);
  if (databasePort !== undefined) writersUrl.port = String(databasePort);

  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['stream/writer/main.ts'], {
      env: {
        ...{ NATS_URL: servers.natsUrl, DATABASE_URL: writersUrl.href, REDIS_URL: servers.redisUrl },
        ...{ VONGLAU_CITY: city, LOG_LEVEL: 'error', WRITER_BATCH_EVENTS: '200', ...extraEnv },
        // The bounds the streams were made with.
        ...{ EVENTS_MAX_BYTES: String(64 * 2 ** 20), QUARANTINE_MAX_BYTES: String(2 ** 20) },
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    writers.push(child);
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('the writer did not start'))),
    ]);
    return child;
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    ...{ city, subjects, nats, js, db, start, end },
    /** Publishes one frame; returns its sequence. */
    publish: async (events: readonly unknown[], msgID?: string): Promise<number> =>
      (await js.publish(subjects.events, JSON.stringify(events), msgID === undefined ? {} : { msgID })).seq,
    /** Waits until the writer has committed the log up to `seq`. */
    committed: (seq: number, timeoutMs?: number) =>
      waitFor(
        `the writer to reach ${seq}`,
        async () => {
          const { rows } = await db.query<{ seq: number }>('SELECT seq FROM writer_position');
          return (rows[0]?.seq ?? 0) >= seq;
        },
        timeoutMs,
      ),
    recount: (): Promise<Recount> => recount(db, civilCalendar('Asia/Ho_Chi_Minh')),
    one: async (sql: string, values: unknown[] = []): Promise<Record<string, unknown> | undefined> =>
      (await db.query<Record<string, unknown>>(sql, values)).rows[0],
    async close(passed: boolean): Promise<void> {
      for (const child of writers) await end(child, 'SIGTERM');
      const jsm = await jetstreamManager(nats);
      await jsm.streams.delete(subjects.eventsStream);
      await jsm.streams.delete(subjects.quarantineStream);
      await nats.close();
      await db.end();
      if (passed) await database.drop();
    },
  };
}

/** Frames of `per` events each. */
export function inFrames(events: readonly AcceptedEvent[], per: number): AcceptedEvent[][] {
  return Array.from({ length: Math.ceil(events.length / per) }, (_, at) => events.slice(at * per, (at + 1) * per));
}
