import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { withConnection } from '#shared/service/with-connection.ts';
import { waitFor } from './wait-for.ts';
import { databaseUrlFor } from './template-database.ts';

export type TestDatabase = {
  databaseUrl: string;
  /** Call when the file has passed; after a failure the database stays to be looked at. */
  drop: () => Promise<void>;
};

/** A database of its own for a test file, cloned from the migrated template. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${inject('templateDatabase')}`);
}

/** A database without any table of ours. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const { databaseUrl } = inject('servers');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(databaseUrl, `CREATE DATABASE ${name} ${options}`);
  return {
    databaseUrl: databaseUrlFor(databaseUrl, name),
    drop: () => dropDatabase(databaseUrl, name),
  };
}

/** A city code nobody else uses: streams, subjects and keys all carry it. */
export function randomCity(): string {
  return `t${randomBytes(5).toString('hex')}`;
}

const politeMs = 10_000;

/**
 * A pool that ended says so before its connections are gone; one of them that were thrown out would fail with nobody to hear it, so
 * force comes later. The server's own vacuum may be in it, which we may not end by force; it leaves within moments.
 */
async function dropDatabase(databaseUrl: string, name: string): Promise<void> {
  const politeUntilMs = performance.now() + politeMs;
  await waitFor(`database ${name} to be dropped`, async () => {
    const force = performance.now() < politeUntilMs ? '' : 'WITH (FORCE)';
    try {
      await onServer(databaseUrl, `DROP DATABASE IF EXISTS ${name} ${force}`);
      return true;
    } catch (error) {
      if (isStillUsed(error)) return false;
      throw error;
    }
  });
}

/** Somebody is in it, or somebody whom we may not throw out. */
function isStillUsed(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return code === '55006' || code === '42501';
}

async function onServer(databaseUrl: string, sql: string): Promise<void> {
  await withConnection({ connectionString: databaseUrl }, (client) => client.query(sql));
}
