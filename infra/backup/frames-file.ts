import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { promises, Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';

/*
 * Messages of a stream in a file: gzip (whose checksum covers every byte) of one JSON line per message, and a last line
 * that says how many there were. A file that was cut off lacks the one or the other.
 */

/** A message as a stream holds it. */
export type StoredMessage = {
  readonly seq: number;
  /** When it was stored. */
  readonly time: string;
  readonly data: Uint8Array;
};

const messageLine = z.strictObject({ seq: z.int().min(1), time: z.string(), data: z.base64() });
const lastLine = z.strictObject({ end: z.literal(true), messages: z.int().min(0) });

/** Writes messages in their order; returns how many. */
export async function writeFrames(path: string, messages: AsyncIterable<StoredMessage>): Promise<number> {
  let written = 0;
  const lines = async function* () {
    for await (const { seq, time, data } of messages) {
      written += 1;
      yield `${JSON.stringify({ seq, time, data: Buffer.from(data).toString('base64') })}\n`;
    }
    yield `${JSON.stringify({ end: true, messages: written })}\n`;
  };
  await promises.pipeline(
    Readable.from(lines()),
    createGzip({ level: 1 }),
    createWriteStream(path, { mode: 0o600, flush: true }),
  );
  return written;
}

/** Reads what `writeFrames` wrote. Throws where the file was cut off or changed, saying after which message. */
export async function* readFrames(path: string): AsyncGenerator<StoredMessage> {
  let seq = 0;
  let read = 0;
  let isWhole = false;
  const broken = (cause?: unknown): Error =>
    new Error(`${path} is cut off or damaged after message ${seq} (${read} could be read)`, { cause });
  const unzipped = createGunzip();
  const piped = promises.pipeline(createReadStream(path), unzipped);
  // The reading below meets the same error; this one must not go unheard while it does.
  piped.catch(() => undefined);
  try {
    for await (const line of createInterface({ input: unzipped, crlfDelay: Infinity })) {
      if (isWhole) throw broken();
      const value: unknown = JSON.parse(line);
      isWhole = lastLine.safeParse(value).data?.messages === read;
      if (isWhole) continue;
      const { data, ...place } = messageLine.parse(value);
      if (place.seq <= seq) throw broken();
      seq = place.seq;
      read += 1;
      yield { ...place, data: Buffer.from(data, 'base64') };
    }
    await piped;
  } catch (error) {
    throw broken(error);
  }
  if (!isWhole) throw broken();
}
