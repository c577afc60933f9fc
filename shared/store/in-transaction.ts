import type pg from 'pg';

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws. A connection that failed is
 * thrown away rather than given back, because an answer of it may still be on the way.
 */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}
