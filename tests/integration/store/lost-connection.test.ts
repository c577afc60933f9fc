import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { waitFor } from '../../support/wait-for.ts';

// What is held here and nowhere written: nothing went unheard, which would fail the run.
let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.databaseUrl, 'lost-connection', createLog('test', 'silent'), 2);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Ends the connection on the server while nothing runs on it, and waits until this side has heard. */
async function loseBetweenStatements(client: pg.ClientBase): Promise<void> {
  const heard = new Promise((resolve) => client.once('end', resolve));
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await pool.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
  await heard;
}

test('a transaction whose connection is lost between two statements fails, and the pool goes on', async () => {
  const work = inTransaction(pool, async (client) => {
    await loseBetweenStatements(client);
    await client.query('SELECT 1');
  });
  await expect(work).rejects.toThrow(/connection/i);
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('a connection for one piece of work that is lost fails the next statement', async () => {
  const work = withConnection({ connectionString: database.databaseUrl }, async (client) => {
    await loseBetweenStatements(client);
    await client.query('SELECT 1');
  });
  await expect(work).rejects.toThrow(/connection/i);
});

test('a connection that is idle in the pool and lost is replaced', async () => {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const idle = rows[0]?.pid;
  await withConnection({ connectionString: database.databaseUrl }, (client) =>
    client.query('SELECT pg_terminate_backend($1)', [idle]),
  );
  await waitFor('another connection', async () => {
    const now = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid').catch(() => undefined);
    return now !== undefined && now.rows[0]?.pid !== idle;
  });
});
