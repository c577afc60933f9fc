import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServers, type ServerAddresses } from '../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../infra/setup/folders.ts';
import { readMigrations } from '../../infra/setup/migrate.ts';
import { prepareTemplate } from './template-database.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../../infra/setup/throwaway-folder.ts';

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be added to
  export interface ProvidedContext {
    /** Addresses of the servers a test may use; `inject('servers')`. */
    servers: ServerAddresses;
    /** Name of a migrated database to clone; see `createTestDatabase`. */
    templateDatabase: string;
  }
}

/** Uses the servers TEST_NATS_URL, TEST_DATABASE_URL and TEST_REDIS_URL name, or starts throwaway ones for the run. */
export default async function setUpServers(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await makeThrowawayFolder();
  const env = process.env;
  const given = { NATS_URL: env.TEST_NATS_URL, DATABASE_URL: env.TEST_DATABASE_URL, REDIS_URL: env.TEST_REDIS_URL };
  const servers = await startServers({
    dataDir,
    cacheDir: cacheFolder(env),
    env: { ...env, ...given },
    report: () => undefined,
    throwaway: true,
  });
  project.provide('servers', {
    natsUrl: servers.natsUrl,
    databaseUrl: servers.databaseUrl,
    redisUrl: servers.redisUrl,
  });
  const migrations = readMigrations(join(PROJECT_DIR, 'infra/sql'));
  project.provide('templateDatabase', await prepareTemplate(servers.databaseUrl, migrations));
  return async () => {
    await servers.stop();
    await deleteThrowawayFolder(dataDir);
  };
}
