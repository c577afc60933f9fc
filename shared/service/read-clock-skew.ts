import type pg from 'pg';
import { clockSkewS } from '../health/figures.ts';

/** Seconds between this machine's clock and the database's. */
export async function readClockSkew(pool: pg.Pool): Promise<number> {
  const askedMs = Date.now();
  const { rows } = await pool.query<{ ms: number }>(
    'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS ms',
  );
  const [row] = rows;
  if (!row) throw new Error('the database did not tell its time');
  // The clocks have milliseconds.
  return clockSkewS(Math.floor(row.ms), { askedMs, answeredMs: Date.now() });
}
