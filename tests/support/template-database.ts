import { createHash } from 'node:crypto';
import pg from 'pg';
import { migrate, type Migration } from '../../infra/setup/migrate.ts';

/**
 * Makes a migrated database that tests clone, once per state of the migrations; returns its name.
 * Two runs on the same server wait for each other.
 */
export async function prepareTemplate(serverUrl: string, migrations: Migration[]): Promise<string> {
  const checksums = migrations.map(({ checksum }) => checksum).join();
  const name = `template_${createHash('sha256').update(checksums).digest('hex').slice(0, 16)}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7662012)');
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await createTemplate(client, { serverUrl, name, migrations });
  } finally {
    await client.end();
  }
  return name;
}

/** The address of another database on the same server. */
export function databaseUrlFor(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

type Template = { serverUrl: string; name: string; migrations: Migration[] };

async function createTemplate(client: pg.Client, { serverUrl, name, migrations }: Template): Promise<void> {
  const unfinished = `${name}_new`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  const database = new pg.Client({ connectionString: databaseUrlFor(serverUrl, unfinished) });
  await database.connect();
  await database.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
  await database.end();
  await migrate(databaseUrlFor(serverUrl, unfinished), migrations);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
}
