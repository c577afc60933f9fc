import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { startServers } from '../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../infra/setup/folders.ts';
import { findFreePort } from '../../infra/setup/free-port.ts';
import { migrate, readMigrations } from '../../infra/setup/migrate.ts';
import { startSystem } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';
import { awaitResult } from './await-result.ts';
import type { BenchPorts } from './measurement.ts';

/** What the generator is told. `batch`: events in one request at most; `startMs`: when event 0 is due. */
export type SendJob = {
  readonly mode: 'full' | 'open';
  readonly url: string;
  readonly token: string;
  readonly packDir: string;
  readonly run: string;
  readonly events: number;
  readonly ratePerS: number;
  readonly batch: number;
  readonly connections: number;
  readonly startMs?: number;
};

/** What the generator tells: times of answers count from when the oldest event of a request was due. */
export type SendResult = {
  readonly accepted: number;
  /** Why the first refused event was, if any was. */
  readonly refusal?: string;
  readonly seconds: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly cpuS: number;
};

/** A run of the generator at a bench system, or at whatever `url` names. */
export type SendOptions = Omit<SendJob, 'url' | 'token' | 'packDir' | 'ratePerS'> &
  Partial<Pick<SendJob, 'url' | 'ratePerS'>>;

const packDir = join(PROJECT_DIR, 'infra/localities/hanoi');

/** The processes whose use is measured, by the names they have in figures. */
const measured = { door: 'ingest', writer: 'writer', live: 'live', duty: 'duty', office: 'office' } as const;
const serverNames = ['postgres', 'nats', 'redis'] as const;

/** Process ids by the names figures use; a server's is that of its first process. */
export type BenchPids = Record<keyof typeof measured | (typeof serverNames)[number], number>;

/** Private servers and the real processes (all that `npm start` runs but the display) with Hanoi's assets, and a generator beside. */
export async function startBenchSystem({
  signal,
  profileDir,
}: Partial<Pick<BenchPorts, 'signal' | 'profileDir'>> = {}) {
  const closers: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-bench-'));
    closers.push(() => rm(dataDir, { recursive: true, force: true }));
    await chmod(dataDir, 0o755);
    const cacheDir = cacheFolder(process.env);
    const servers = await startServers({
      dataDir,
      cacheDir,
      env: {},
      report: () => undefined,
      ...(signal && { signal }),
    });
    closers.push(servers.stop);
    await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
    const bounds = { EVENTS_MAX_BYTES: String(4 * 2 ** 30), LOG_LEVEL: 'warn', LIVE_MAX_SCREENS_PER_ADDRESS: '5000' };
    const profiling: Record<string, string> =
      profileDir === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(profileDir)}` };
    const mqttPort = await findFreePort();
    const envOf = { ingest: { MQTT_PORT: String(mqttPort) } };
    const processes = ['office', 'writer', 'live', 'duty', 'ingest'] as const;
    const env = { ...bounds, ...profiling };
    const system = await startSystem({ ...servers, city: 'hanoi', packDir, env, envOf, processes, givesWay: true });
    closers.push(() => system.stop());
    const token = await system.createKey({
      ...{ source: 'urn:bench', world: 'live', assets: ['*'], ratePerS: 1_000_000 },
      kinds: ['kiosk', 'ticket', 'counter', 'parking'],
    });
    const database = new pg.Client({ connectionString: servers.databaseUrl, types: pgTypes });
    await database.connect();
    closers.push(() => database.end());
    const jsm = await jetstreamManager(system.nats);
    const lastSeq = async (): Promise<number> => (await jsm.streams.info(system.subjects.eventsStream)).state.last_seq;
    signal?.throwIfAborted();
    return {
      ...{ system, database, databaseUrl: servers.databaseUrl, packDir, stop },
      ...{ natsUrl: servers.natsUrl, redisUrl: servers.redisUrl, mqttPort, token },
      /** Runs the generator to its end. Throws unless everything was accepted. */
      send: async (options: SendOptions): Promise<SendResult> => {
        const job: SendJob = { url: system.ingestUrl, token, packDir, ratePerS: 0, ...options };
        const child = fork(join(import.meta.dirname, 'send.ts'), [JSON.stringify(job)]);
        const sent = await awaitResult<SendResult>('the generator', child, signal);
        if (sent.accepted !== job.events)
          throw new Error(
            `${job.run}: sent ${job.events}, accepted ${sent.accepted} (${sent.refusal ?? 'no refusal'})`,
          );
        return sent;
      },
      lastSeq,
      /** Waits until the writer has committed all that is in the log. */
      async drained(): Promise<void> {
        const last = await lastSeq();
        await waitFor(
          'the writer to catch up',
          async () => {
            signal?.throwIfAborted();
            const { rows } = await database.query<{ seq: number }>('SELECT seq FROM writer_position');
            return (rows[0]?.seq ?? 0) >= last;
          },
          300_000,
        );
      },
      pids(): BenchPids {
        const ours = Object.entries(measured).map(([name, process]) => [name, system.pidOf(process) ?? 0]);
        const theirs = serverNames.map((name) => [name, readServerPid(dataDir, name)]);
        return Object.fromEntries([...ours, ...theirs]) as BenchPids;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export type BenchSystem = Awaited<ReturnType<typeof startBenchSystem>>;

function readServerPid(dataDir: string, name: string): number {
  const file = join(dataDir, 'servers', name, 'process.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid;
}
