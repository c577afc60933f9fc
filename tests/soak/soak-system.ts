import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { recount, type Recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { startServers } from '../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../infra/setup/migrate.ts';
import { startSystem, type ProcessName } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

const servers = ['nats', 'postgres', 'redis'] as const;

/** Servers and processes of its own, of a city whose pack is at `packDir`, in a temporary folder. */
export async function startSoakSystem(packDir: string) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-soak-'));
  await chmod(dataDir, 0o755);
  const running = await startServers({ dataDir, cacheDir: cacheFolder(process.env), env: {}, report: () => undefined });
  await migrate(running.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  // The pages must have been built; without them the screens go to live directly.
  const isBuilt = existsSync(join(PROJECT_DIR, 'display/build/handler.js'));
  const shown = isBuilt ? (['display'] as const) : [];
  const ours: ProcessName[] = ['office', 'writer', 'live', 'duty', 'ingest', ...shown];
  const system = await startSystem({
    ...{ ...running, city: 'soak', packDir, processes: ours, health: true },
    env: { EVENTS_MAX_BYTES: String(2 ** 31), LOG_LEVEL: 'silent' },
  });
  const jsm = await jetstreamManager(system.nats, { checkAPI: false });
  let sql = await connectSql(running.databaseUrl);

  const position = async (): Promise<number | undefined> => {
    try {
      const { rows } = await sql.query<{ seq: number }>('SELECT seq FROM writer_position');
      return rows[0]?.seq ?? 0;
    } catch {
      sql = await connectSql(running.databaseUrl).catch(() => sql);
      return undefined;
    }
  };
  const lagFrames = async (): Promise<number | undefined> => {
    const seq = await position();
    const info = await jsm.streams.info(system.subjects.eventsStream).catch(() => undefined);
    return seq === undefined || !info ? undefined : Math.max(0, info.state.last_seq - seq);
  };
  const pidOf = (name: string): number =>
    ours.find((own) => own === name)
      ? (system.pidOf(name as ProcessName) ?? 0)
      : (JSON.parse(readFileSync(join(dataDir, 'servers', name, 'process.json'), 'utf8')) as { pid: number }).pid;

  return {
    ...{ system, ours, pidOf, lagFrames },
    processes: [...ours, ...servers] as readonly string[],
    liveUrl: isBuilt ? `${system.publicUrl.replace('http', 'ws')}/live` : system.liveUrl,
    /** The event loop's delay, p99 since it was last asked, in milliseconds; null where nobody tells. */
    loopMs: async (name: string): Promise<number | null> => {
      const own = ours.find((process) => process === name);
      const told = own && (await system.askHealth(own, '/metrics'));
      const read = (figure: string): number =>
        Number(new RegExp(`^nodejs_eventloop_lag_${figure}_seconds\\S* (\\S+)$`, 'm').exec(told?.text ?? '')?.[1]);
      // Node counts the interval of its sampling in: an idle loop shows that alone, which is the least it sees.
      const seconds = read('p99') - read('min');
      return Number.isFinite(seconds) ? seconds * 1_000 : null;
    },
    /** Waits until all is counted, then counts everything again. */
    settle: async (): Promise<{ events: number; recount: Recount }> => {
      await waitFor('the writer to count everything', async () => (await lagFrames()) === 0, 120_000);
      const { rows } = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM events WHERE type <> 'clock.tick'`);
      return { events: rows[0]?.n ?? 0, recount: await recount(sql, civilCalendar('Asia/Ho_Chi_Minh')) };
    },
    stop: async (): Promise<void> => {
      await sql.end().catch(() => undefined);
      await system.stop();
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type SoakSystem = Awaited<ReturnType<typeof startSoakSystem>>;

async function connectSql(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, types: pgTypes, connectionTimeoutMillis: 2_000 });
  // A killed server is told by the next query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
