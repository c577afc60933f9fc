import { join } from 'node:path';
import pg from 'pg';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { claimLock } from '../../../infra/setup/process/process-identity.ts';
import { databaseUrlFor } from '../../support/template-database.ts';

/** Change it whenever other rows are made. */
const layout = 1;
const longestMs = 600_000;

// What `migrate` says of a database whose past is not that of the files: it is made anew.
const otherPast = /changed after it was applied|this version lacks|comes before the applied/;

/** A PostgreSQL in the cache folder with one database that holds days of a city, and is used again by later runs. */
export type PastDatabase = { readonly pool: pg.Pool; readonly stop: () => Promise<void> };

/** Starts it; throws while another run uses it. */
export async function openPastDatabase(env: NodeJS.ProcessEnv, size: string): Promise<PastDatabase> {
  const cacheDir = cacheFolder(env);
  const folder = join(cacheDir, 'bench-rules');
  if (!claimLock(join(folder, 'lock'))) throw new Error(`another run uses ${folder}: wait for it to end`);
  // PostgreSQL alone: a named server is not started.
  const others = { NATS_URL: 'none', REDIS_URL: 'none' };
  const servers = await startServers({ dataDir: folder, cacheDir, env: others, report: () => undefined });
  try {
    const name = `past${layout}_${size}`;
    const url = databaseUrlFor(servers.databaseUrl, name);
    const bringUpToDate = () => migrate(url, readMigrations(join(PROJECT_DIR, 'infra/sql')));
    await onServer(servers.databaseUrl, async (admin) => {
      const create = () => admin.query(`CREATE DATABASE ${name}`);
      const there = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (there.rowCount === 0) await create();
      try {
        await bringUpToDate();
      } catch (error) {
        if (!(error instanceof Error) || !otherPast.test(error.message)) throw error;
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await create();
        await bringUpToDate();
      }
    });
    const pool = createPool(url, 'bench', createLog('bench', 'warn'), 4, longestMs);
    const stop = async (): Promise<void> => {
      await pool.end();
      await servers.stop();
    };
    return { pool, stop };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

async function onServer(databaseUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
