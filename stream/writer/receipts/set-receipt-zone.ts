import type { ClientBase } from 'pg';

/** Tells the database the city's zone, by whose days receipts are tallied. */
export async function setReceiptZone(client: ClientBase, timeZone: string): Promise<void> {
  await client.query('UPDATE writer_position SET time_zone = $1 WHERE time_zone <> $1', [timeZone]);
}
