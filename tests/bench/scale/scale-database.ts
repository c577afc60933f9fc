import { join } from 'node:path';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { startServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { claimLock } from '../../../infra/setup/process/process-identity.ts';
import { databaseUrlFor } from '../../support/template-database.ts';

/** Change it whenever other rows are made: databases of another layout are left alone and made anew. */
const layout = 1;

// What `migrate` says of a database whose past is not that of the files.
const otherPast = /changed after it was applied|this version lacks|comes before the applied/;

/** One PostgreSQL kept in the cache folder, with a database for each size, so that none is grown twice. */
export type ScaleServer = Awaited<ReturnType<typeof startScaleServer>>;

/** Starts it; throws while another run uses it. */
export async function startScaleServer(env: NodeJS.ProcessEnv) {
  const cacheDir = cacheFolder(env);
  const folder = join(cacheDir, 'bench-scale');
  if (!claimLock(join(folder, 'lock'))) throw new Error(`another run uses ${folder}: wait for it to end`);
  // PostgreSQL alone: a named server is not started.
  const others = { NATS_URL: 'none', REDIS_URL: 'none' };
  const start = () => startServers({ dataDir: folder, cacheDir, env: others, report: () => undefined });
  let servers = await start();
  const nameOf = (events: number): string => `scale${layout}_${events}`;
  const admin = async (sql: string, values: unknown[] = []): Promise<number> => {
    const client = new pg.Client({ connectionString: servers.databaseUrl });
    await client.connect();
    try {
      return (await client.query(sql, values)).rowCount ?? 0;
    } finally {
      await client.end();
    }
  };
  const has = async (events: number): Promise<boolean> =>
    (await admin('SELECT FROM pg_database WHERE datname = $1', [nameOf(events)])) > 0;
  return {
    folder,
    /** A connection as the product's processes have it. */
    async connect(events: number): Promise<pg.Client> {
      const connectionString = databaseUrlFor(servers.databaseUrl, nameOf(events));
      const client = new pg.Client({ connectionString, types: pgTypes, application_name: 'bench' });
      await client.connect();
      return client;
    },
    has,
    /**
     * Makes the database of a size, as a copy of the one before it where there is one, and brings it up to date; one that
     * cannot be, because a migration it had was changed since, is made anew.
     */
    async make(events: number, from: number | undefined): Promise<void> {
      const name = nameOf(events);
      const url = databaseUrlFor(servers.databaseUrl, name);
      const bringUpToDate = () => migrate(url, readMigrations(join(PROJECT_DIR, 'infra/sql')));
      if (await has(events)) {
        try {
          await bringUpToDate();
          return;
        } catch (error) {
          if (!(error instanceof Error) || !otherPast.test(error.message)) throw error;
        }
        await admin(`DROP DATABASE ${name} WITH (FORCE)`);
      }
      await admin(`CREATE DATABASE ${name} ${from === undefined ? '' : `TEMPLATE ${nameOf(from)} STRATEGY FILE_COPY`}`);
      await bringUpToDate();
    },
    /** A server whose own memory holds nothing; what the kernel keeps of its files stays. */
    async restart(): Promise<void> {
      await servers.stop();
      servers = await start();
    },
    stop: () => servers.stop(),
  };
}
