import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { checkMonths } from '../../bench/briefs/briefs.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: pg.Pool;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const connection = { connectionString: database.databaseUrl, types: pgTypes };
  pool = new pg.Pool({ ...connection, max: 2 });
  client = new pg.Client(connection);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await pool.end();
  await database.drop();
});

/*
 * The same of Hanoi: npm run bench -- --only briefs --days 61
 */
it(
  'every figure of ten briefs of two simulated months is what SQL by hand says, and each can be worked out again',
  { timeout: 1_200_000 },
  async () => {
    const found = await checkMonths(pool, client, {
      ...{ say: (text: string) => process.stdout.write(`${text}\n`), quick: false },
      signal: new AbortController().signal,
    });
    expect(found).toMatchObject({ briefs_checked: 10, briefs_differences: 0 });
    expect(found.briefs_figures_recounted).toBeGreaterThan(2_000);
  },
);
