import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import { inject } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { createLog } from '#shared/service/log.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { requestCommand } from '#shared/service/request.ts';
import { ensureStreams, streamsEnv } from '#shared/service/streams.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { DutyMessage } from '#shared/wire/duty.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { importAtFirstStart } from '../../stream/office/registry/first-import.ts';
import { createTestDatabase, randomCity } from './database.ts';
import { insertRules } from './insert-rules.ts';
import { waitFor } from './wait-for.ts';

const bounds = { EVENTS_MAX_BYTES: String(64 * 2 ** 20), QUARANTINE_MAX_BYTES: String(2 ** 20) };

/** A log, a database with the six-unit city and some rules, and the duty process's real process between them. */
export async function setUpDuty(rules: readonly Rule[], { databasePort }: { databasePort?: number } = {}) {
  const servers = inject('servers');
  const database = await createTestDatabase();
  const city = randomCity();
  const subjects = subjectsOf(city);
  const nats = await connect({ ...natsAddress(servers.natsUrl), maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  const js = jetstream(nats);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, streamsEnv.parse(bounds));
  const db = new pg.Pool({ connectionString: database.databaseUrl, max: 3, types: pgTypes });
  db.on('error', () => undefined);
  const log = createLog('test', 'silent');
  await importAtFirstStart(db, 'tests/support/cities/six-unit', { log, now: new Date() });
  await insertRules(db, rules);
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-duty-'));
  const key = keepCommandKey(dataDir);
  const messages: DutyMessage[] = [];
  nats.subscribe(subjects.alerts, {
    callback: (_error, message) => {
      messages.push(message.json<DutyMessage>());
    },
  });
  const started: ChildProcess[] = [];
  const dutyUrl = new URL(database.databaseUrl);
  if (databasePort !== undefined) dutyUrl.port = String(databasePort);

  const start = async (env: Record<string, string> = {}): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['stream/duty/main.ts'], {
      env: {
        ...{ NATS_URL: servers.natsUrl, DATABASE_URL: dutyUrl.href, REDIS_URL: servers.redisUrl },
        ...{ VONGLAU_CITY: city, VONGLAU_DATA: dataDir, LOG_LEVEL: 'error', ...bounds, ...env },
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    started.push(child);
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('duty did not start'))),
    ]);
    return child;
  };
  const end = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  const ask = <Value>(verb: string, body: object, options: { actor?: string; id?: string } = {}) =>
    requestCommand<Value>(nats, subjects.command('duty', verb), {
      ...{ actor: 'local:test', key, body, ...options },
    });
  const publish = async (events: readonly AcceptedEvent[]): Promise<number> =>
    (await js.publish(subjects.events, JSON.stringify(events))).seq;
  const placeNow = async (): Promise<number> =>
    (await rowsOf<{ seq: number }>('SELECT seq FROM duty_position'))[0]?.seq ?? 0;
  const rowsOf = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await db.query<Row>(sql, values)).rows;

  return {
    ...{ servers, database, city, subjects, nats, js, jsm, db, key, dataDir, messages, start, end, rowsOf },
    /** Sends a command and gives the whole answer. */
    ask,
    /** Sends a command that must succeed; returns its value. */
    act: async <Value>(verb: string, body: object, actor = 'local:test'): Promise<Value> => {
      const answer: CommandAnswer<Value> = await ask<Value>(verb, body, { actor });
      if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
      return answer.value;
    },
    publish,
    /** Ticks until a place is kept: a first commit that finds nothing, within the time of an image, keeps its own to itself. */
    firstPlace: (time: string) =>
      waitFor('duty to keep a first place', async () => {
        const seq = await publish([aTick(time)]);
        await sleep(300);
        return (await placeNow()) >= seq;
      }),
    /** Waits until everything up to a frame is committed, images too. */
    judged: (seq: number, timeoutMs?: number) =>
      waitFor(`duty to reach ${String(seq)}`, async () => (await placeNow()) >= seq, timeoutMs),
    /** What became of every alert: no ids, no real times. */
    transitions: () =>
      rowsOf<Record<string, unknown>>(
        `SELECT a.world, a.rule, a.target, a.opened_seq, a.priority, a.labels, t.seq, t.at, t.since, t.was, t.becomes, t.why, t.value
         FROM alert_transitions t JOIN alerts a ON a.id = t.alert ORDER BY t.seq, a.rule, a.target`,
      ),
    async close(): Promise<void> {
      for (const child of started) await end(child);
      await jsm.streams.delete(subjects.eventsStream).catch(() => false);
      await jsm.streams.delete(subjects.quarantineStream).catch(() => false);
      await nats.close();
      await db.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type DutySetUp = Awaited<ReturnType<typeof setUpDuty>>;

/** A tick of a world's clock, received when it is sent. */
export function aTick(time: string, over: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    ...{ specversion: '1.0', id: randomUUID(), source: 'urn:vonglau:clock', type: 'clock.tick', time },
    ...{ asset: '', unit: '', receivedtime: new Date().toISOString(), world: 'live', data: { speed: 1 } },
    ...over,
  };
}

/** A kiosk's sign of life. */
export function aBeat(asset: string, time: string, over: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    ...{ specversion: '1.0', id: randomUUID(), source: 'urn:test:source', type: 'kiosk.heartbeat', time, asset },
    ...{ unit: '00004', receivedtime: new Date().toISOString(), world: 'live' },
    ...{ data: { healthy: true, coversS: 60, paperPct: 80 }, ...over },
  };
}
