import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileSum } from './manifest.ts';

/** Size and SHA-256 of a file; `onBytes` is told how much was read so far. */
export async function sumFile(path: string, onBytes?: (bytes: number) => void): Promise<FileSum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    onBytes?.(bytes);
  }
  return { name: basename(path), bytes, sha256: hash.digest('hex') };
}

/** Writes a file that only its owner may read, and does not return before it is on the disk. */
export async function writeDurably(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flush: true });
}

/** Brings to the disk what another program wrote, a folder's entries included. */
export async function flushPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
