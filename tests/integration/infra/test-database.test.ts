import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test('a test database is migrated and has TimescaleDB', async () => {
  const { rows } = await client.query<{ extname: string }>(
    "SELECT extname FROM pg_extension WHERE extname = 'timescaledb'",
  );
  expect(rows).toHaveLength(1);
  const { rowCount } = await client.query('SELECT FROM schema_migrations');
  expect(rowCount).toBeGreaterThan(0);
});

test('commits reach the disk before they are acknowledged, as in production', async () => {
  const { rows } = await client.query<{ fsync: string; synchronous_commit: string }>(
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit",
  );
  expect(rows).toEqual([{ fsync: 'on', synchronous_commit: 'on' }]);
});
