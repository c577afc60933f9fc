import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';

/** A connection for work that takes its time: nothing bounds a statement, or how long a transaction rests. */
export async function connectDatabase(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'backup',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: pgTypes,
    options: '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0',
  });
  // Whoever waits for a statement hears of a lost connection there.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(
      `the database at ${client.host}:${client.port} cannot be reached (${message || (code ?? 'no answer')})`,
      { cause: error },
    );
  }
}

/** Does some work on a connection of its own. */
export async function withDatabase<Result>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connectDatabase(databaseUrl);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same server's address with another database. */
export function databaseOn(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
