import pg from 'pg';

/**
 * Does a piece of work on a connection of its own. One that is lost between two statements fails the next of them;
 * with nobody to hear it, it would end the process.
 */
export async function withConnection<Result>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
