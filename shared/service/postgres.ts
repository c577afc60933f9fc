import pg from 'pg';
import type { Log } from './log.ts';
import { pgTypes } from './pg-types.ts';

/**
 * A pool whose calls end: statements are bounded on the server and, for a link that went silent, in the client; an
 * idle connection that dies is dropped with a line in the log instead of taking the process along.
 */
export function createPool(url: string, name: string, log: Log, max = 4, statementMs = 30_000): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    types: pgTypes,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: statementMs,
    query_timeout: statementMs + 2_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A pool listens to its idle connections only. One in use that dies fails the next statement, not the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => {
    log.warn({ err: error }, 'idle database connection lost');
  });
  return pool;
}
