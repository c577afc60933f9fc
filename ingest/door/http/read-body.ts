import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { limits } from '../limits.ts';
import { unavailable } from './answer.ts';
import type { BodyBudget } from './body-budget.ts';
import { problem, type Problem } from './problem.ts';

/** The next piece of a body, its end, or word that none came in time. Rejects when the sender went away. */
export async function nextChunk(
  chunks: AsyncIterator<Buffer>,
  timeoutMs: number,
): Promise<IteratorResult<Buffer> | 'late'> {
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => {
    late.resolve('late');
  }, timeoutMs);
  const next = chunks.next();
  // A body given up for lateness may still fail later; nobody waits for it then.
  next.catch(() => undefined);
  try {
    return await Promise.race([next, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The pieces of a body as they come. Leaving off does not cut the connection: there is still an answer to send. */
export function chunksOf(stream: Readable): AsyncIterator<Buffer> {
  return stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
}

/**
 * Reads a JSON body whole, decompressed, within its bounds of size, time and memory: those of what it inflates to. The
 * caller gives a body's bytes back to the budget once it is answered.
 */
export async function readWhole(
  request: IncomingMessage,
  gzip: boolean,
  { budget, kid }: { readonly budget: BodyBudget; readonly kid: string },
): Promise<Buffer | Problem> {
  const tooLarge = problem('too-large', `a JSON body is at most ${limits.bodyBytes} bytes; send lines instead`);
  if (Number(request.headers['content-length'] ?? 0) > limits.bodyBytes) return tooLarge;
  const chunks = chunksOf(gzip ? inflating(request).stream : request);
  const untilMs = performance.now() + limits.bodyMs;
  const pieces: Buffer[] = [];
  let bytes = 0;
  let isRead = false;
  try {
    for (;;) {
      const chunk = await nextChunk(chunks, Math.max(1, untilMs - performance.now()));
      if (chunk === 'late') return problem('too-slow', `the body did not arrive within ${limits.bodyMs / 1_000} s`);
      if (chunk.done) break;
      if (bytes + chunk.value.length > limits.bodyBytes) return tooLarge;
      if (!budget.take(kid, chunk.value.length)) return unavailable('busy');
      bytes += chunk.value.length;
      pieces.push(chunk.value);
    }
    isRead = true;
    return Buffer.concat(pieces);
  } catch (error) {
    if (!gzip || !isGzipFault(error)) throw error;
    return problem('malformed-gzip', 'the body is not whole gzip');
  } finally {
    if (!isRead) budget.give(kid, bytes);
  }
}

function isGzipFault(error: unknown): boolean {
  return /^(Z_|ERR_ZLIB)/.test(String((error as NodeJS.ErrnoException).code));
}

/** Decompresses a body as it comes; the check tells when it grows beyond what honest data does. */
export function inflating(request: IncomingMessage): { stream: Readable; isBomb: (inflatedBytes: number) => boolean } {
  const stream = createGunzip();
  request.on('close', () => {
    if (!request.complete) stream.destroy(new Error('the sender went away'));
  });
  request.pipe(stream);
  return {
    stream,
    isBomb: (inflatedBytes) =>
      inflatedBytes > limits.inflateFreeBytes && inflatedBytes > stream.bytesWritten * limits.inflateRatio,
  };
}
