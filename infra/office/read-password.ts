import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The first line of the input, as a chosen password. Throws when there is none. */
export async function readPassword(stdin: Readable): Promise<string> {
  for await (const line of createInterface({ input: stdin })) {
    if (line !== '') return line;
  }
  throw new Error('no password came on standard input');
}
