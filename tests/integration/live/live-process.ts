import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { inject } from 'vitest';
import { hashToken, newToken } from '#shared/access/token.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { requestCommand } from '#shared/service/request.ts';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import { insertWallToken } from '#shared/store/insert-wall-token.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { LivePositions } from '../../../stream/live/serve-positions.ts';
import { createTestDatabase, randomCity } from '../../support/database.ts';
import { waitFor } from '../../support/wait-for.ts';

export const publicOrigin = 'https://vonglau.test';
const bounds = { EVENTS_MAX_BYTES: String(64 * 2 ** 20), QUARANTINE_MAX_BYTES: String(2 ** 20) };

export type LiveProcess = { readonly child: ChildProcess; readonly port: number };

/** A log, a database and live's real process between them, of a city of its own; on another NATS when told so. */
export async function setUpLive(over: { natsUrl?: string } = {}) {
  const servers = { ...inject('servers'), ...over };
  const database = await createTestDatabase();
  const city = randomCity();
  const subjects = subjectsOf(city);
  const nats = await connect({ ...natsAddress(servers.natsUrl), maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const js = jetstream(nats);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, streamsEnv.parse(bounds));
  const db = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  db.on('error', () => undefined);
  const started: ChildProcess[] = [];

  const start = async (env: Record<string, string> = {}): Promise<LiveProcess> => {
    const child = spawn(process.execPath, ['stream/live/main.ts'], {
      env: {
        ...{ NATS_URL: servers.natsUrl, DATABASE_URL: database.databaseUrl, REDIS_URL: servers.redisUrl },
        ...{
          VONGLAU_CITY: city,
          LOG_LEVEL: 'silent',
          LIVE_PORT: '0',
          PUBLIC_ORIGIN: publicOrigin,
          LIVE_CHECKPOINT_S: '0.5',
        },
        ...bounds,
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    started.push(child);
    const [message] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('live did not start'))),
    ])) as [{ port: number }];
    return { child, port: message.port };
  };
  const end = async ({ child }: Pick<LiveProcess, 'child'>, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const positions = async (): Promise<LivePositions | undefined> => {
    const command = { actor: 'test', body: {} };
    const answer = await requestCommand<LivePositions>(nats, subjects.command('live', 'positions'), command, 1_000);
    return answer.ok ? answer.value : undefined;
  };

  return {
    ...{ servers, database, city, subjects, nats, js, jsm, db, start, end, positions, bounds },
    /** Publishes one frame; returns its sequence. */
    publish: async (events: readonly unknown[]): Promise<number> =>
      (await js.publish(subjects.events, JSON.stringify(events))).seq,
    /** Waits until live has applied the log up to `seq`. */
    applied: (seq: number) =>
      waitFor(`live to reach ${String(seq)}`, async () => {
        const at = await positions();
        return at !== undefined && at.caughtUp && at.stateOffset >= seq;
      }),
    /** A wall token that is good for `world`, or for any. */
    createToken: async (world: string | null = null): Promise<string> => {
      const token = newToken();
      const row = { id: randomUUID(), tokenHash: hashToken(token), label: 'test', world, at: new Date() };
      await insertWallToken(db, row);
      return token;
    },
    async close(): Promise<void> {
      for (const child of started) await end({ child });
      await jsm.streams.delete(subjects.eventsStream).catch(() => false);
      await jsm.streams.delete(subjects.quarantineStream).catch(() => false);
      await jsm.streams.delete(`KV_${subjects.registryBucket}`).catch(() => false);
      await nats.close();
      await db.end();
      await database.drop();
    },
  };
}

export type LiveSetUp = Awaited<ReturnType<typeof setUpLive>>;
