import type { ClientBase } from 'pg';

/**
 * Tells the database the city's zone, by whose days receipts are tallied. Throws for one it does not know: found out here,
 * and not in every commit.
 */
export async function setReceiptZone(client: ClientBase, timeZone: string): Promise<void> {
  if (!/^[A-Z][A-Za-z_]+\//.test(timeZone) && timeZone !== 'UTC')
    throw new Error(`VONGLAU_TIME_ZONE: ${timeZone} is no zone by name, such as Asia/Ho_Chi_Minh`);
  await client.query('SELECT now() AT TIME ZONE $1', [timeZone]);
  await client.query('UPDATE writer_position SET time_zone = $1 WHERE time_zone <> $1', [timeZone]);
}
