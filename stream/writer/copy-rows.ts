import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';
import { BinaryRows } from './binary-rows.ts';

const chunkRows = 1_000;

/**
 * COPY … FROM STDIN in binary format, which spares the database the reading of times, numbers and escapes. `write` writes one row's
 * columns in order. All or nothing, within the client's transaction.
 */
export async function copyRows<Row>(
  client: ClientBase,
  target: string,
  rows: readonly Row[],
  write: (to: BinaryRows, row: Row) => void,
): Promise<void> {
  if (rows.length === 0) return;
  function* chunks(): Generator<Buffer> {
    const to = new BinaryRows();
    to.header();
    for (let at = 0; at < rows.length; at += chunkRows) {
      for (const row of rows.slice(at, at + chunkRows)) write(to, row);
      yield to.take();
    }
    to.trailer();
    yield to.take();
  }
  await pipeline(
    Readable.from(chunks(), { objectMode: false }),
    client.query(from(`COPY ${target} FROM STDIN (FORMAT binary)`)),
  );
}
