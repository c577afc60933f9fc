import { from } from 'pg-copy-streams';
import type { ClientBase } from 'pg';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

const chunkRows = 1_000;

/**
 * COPY … FROM STDIN in text format. `line` turns a row into its columns joined by tabs, each through `copyText` where a
 * sender chose the content. All or nothing, within the client's transaction.
 */
export async function copyRows<Row>(
  client: ClientBase,
  sql: string,
  rows: readonly Row[],
  line: (row: Row) => string,
): Promise<void> {
  if (rows.length === 0) return;
  function* chunks(): Generator<string> {
    for (let at = 0; at < rows.length; at += chunkRows) {
      let text = '';
      for (const row of rows.slice(at, at + chunkRows)) text += `${line(row)}\n`;
      yield text;
    }
  }
  await pipeline(Readable.from(chunks(), { objectMode: false }), client.query(from(sql)));
}

/** A value as COPY's text format wants it: the four characters it treats specially escaped. */
export function copyText(value: string): string {
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
    : value;
}
