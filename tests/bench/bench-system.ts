import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { startServers } from '../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../infra/setup/migrate.ts';
import { startSystem } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const packDir = join(PROJECT_DIR, 'infra/localities/hanoi');

/** Private servers and the real processes with the whole of Hanoi's assets, and a generator beside them. */
export async function startBenchSystem() {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-bench-'));
  await chmod(dataDir, 0o755);
  const servers = await startServers({ dataDir, cacheDir: cacheFolder(process.env), env: {}, report: () => undefined });
  await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  const bounds = { EVENTS_MAX_BYTES: String(4 * 2 ** 30), LOG_LEVEL: 'warn', LIVE_MAX_SCREENS_PER_ADDRESS: '5000' };
  const system = await startSystem({ ...servers, city: 'hanoi', packDir, env: bounds });
  const token = await system.createKey({
    ...{ source: 'urn:bench', world: 'live', assets: ['*'], ratePerS: 1_000_000 },
    kinds: ['kiosk', 'ticket', 'counter', 'parking'],
  });
  const database = new pg.Client({ connectionString: servers.databaseUrl, types: pgTypes });
  await database.connect();
  const jsm = await jetstreamManager(system.nats);
  return {
    ...{ system, database, packDir },
    /** Runs the generator to its end. */
    async send(job: {
      mode: 'full' | 'open';
      run: string;
      events: number;
      ratePerS?: number;
      batch: number;
      connections: number;
    }) {
      const whole = { url: system.ingestUrl, token, packDir, ratePerS: 0, ...job };
      const child = fork(join(import.meta.dirname, 'send.ts'), [JSON.stringify(whole)]);
      const [sent] = (await once(child, 'message')) as [{ accepted: number; seconds: number }];
      return sent;
    },
    /** Waits until the writer has committed all that is in the log. */
    async drained(): Promise<void> {
      const { state } = await jsm.streams.info(system.subjects.eventsStream);
      await waitFor(
        'the writer to catch up',
        async () => {
          const { rows } = await database.query<{ seq: number }>('SELECT seq FROM writer_position');
          return (rows[0]?.seq ?? 0) >= state.last_seq;
        },
        300_000,
      );
    },
    async stop(): Promise<void> {
      await database.end();
      await system.stop();
      await servers.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type BenchSystem = Awaited<ReturnType<typeof startBenchSystem>>;
