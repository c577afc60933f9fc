import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { readMigrations } from '../../../infra/setup/migrate.ts';
import { startOwnServer } from '../../support/own-server.ts';
import { databaseUrlFor, prepareTemplate } from '../../support/template-database.ts';

/** Three servers of the run's own, one of each sort. */
export async function startSite() {
  const started = await Promise.all([startOwnServer('nats'), startOwnServer('postgres'), startOwnServer('redis')]);
  const [nats, postgres, redis] = started;
  return {
    servers: { nats, postgres, redis },
    /** Puts right whatever a scenario left stopped or paused. */
    heal: async (): Promise<void> => {
      for (const server of started) {
        server.resume();
        await server.start();
      }
    },
    close: async (): Promise<void> => {
      await Promise.all(started.map((server) => server.close()));
    },
  };
}

export type Site = Awaited<ReturnType<typeof startSite>>;

/** A new, migrated database on a server; returns its address. */
export async function createMigratedDatabase(serverUrl: string): Promise<string> {
  const template = await prepareTemplate(serverUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  const name = `chaos_${randomBytes(5).toString('hex')}`;
  const client = await connectTo(serverUrl);
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  } finally {
    await client.end();
  }
  return databaseUrlFor(serverUrl, name);
}

/** A connection that does not end the process when it is lost. */
export async function connectTo(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, types: pgTypes, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
