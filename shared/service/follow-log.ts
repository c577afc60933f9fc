import type { ConsumerMessages, JetStreamManager, JsMsg, StreamInfo } from '@nats-io/jetstream';
import { decodeFrame } from '../wire/frame-bytes.ts';
import type { Log } from './log.ts';
import { backoffMs, sleep } from './retry.ts';
import { traceHeader } from './tracing.ts';

/** A log as the follower finds it. `id` holds its name and creation time: a stream made anew is another log. */
export type LogHead = { readonly id: string; readonly firstSeq: number; readonly lastSeq: number };

/** Thrown by a reader's `startAt` when the log is not the one its place is in: reading ends with it. */
export class OtherLogError extends Error {
  override name = 'OtherLogError';
}

/** A reader failed on a frame, and would again: reading ends with it. */
class ReaderError extends Error {
  override name = 'ReaderError';
}

/** Who reads the log: folds it, or counts it. */
export type LogReader = {
  /** Called before reading, each time: where to go on after, once the log is known to be the one being read or another. */
  readonly startAt: (head: LogHead) => Promise<number>;
  /** Takes a frame; while its promise is pending nothing more is read. `trace` is given to who `wantsTrace`. */
  readonly take: (seq: number, frame: string, trace?: string) => void | Promise<void>;
  readonly wantsTrace?: boolean;
  /** Told once of frames `from` to `to` that the log does not hold though they come next: expired, or damaged. */
  readonly missing?: (from: number, to: number) => void;
  /** Told that there is no such stream; what it throws ends the reading, otherwise the stream is waited for. */
  readonly gone?: () => void;
  /** Called once for each start of reading, when everything in the log at that moment was taken. */
  readonly caughtUp?: () => void;
};

const checkEveryMs = 5_000;

/**
 * Reads a stream from its reader's place for ever. The client's ordered consumer mends small gaps itself; but it waits
 * in silence for a stream or consumer that is gone, and may stall after a reconnect. So every few seconds the stream is
 * looked at: when it is another one, or holds more than was taken and nothing came, reading starts again from the place
 * reached. A hole in the sequence is said loudly, told to the reader, and passed: what is not in the log cannot be read.
 * Throws what no retry can mend: another log, a reader that fails.
 */
export async function followLog(
  jsm: JetStreamManager,
  { stream, reader, log, signal }: { stream: string; reader: LogReader; log: Log; signal: AbortSignal },
): Promise<void> {
  const isStopped = (): boolean => signal.aborted;
  let failures = 0;
  while (!isStopped()) {
    try {
      const head = toHead(await jsm.streams.info(stream));
      const seq = await reader.startAt(head);
      if (isStopped()) return;
      if (head.firstSeq > seq + 1) passHole({ reader, log }, seq + 1, head.firstSeq - 1);
      const began = (): void => void (failures = 0);
      const why = await readOn(jsm, { stream, head, after: seq, reader, log, signal, began });
      if (isStopped()) return;
      log.warn({ why }, 'reading the log again');
    } catch (error) {
      if (isStopped()) return;
      if (error instanceof OtherLogError || error instanceof ReaderError) throw error;
      if (failures === 0) log.error({ err: error }, 'the log cannot be read; it is tried again');
      if (isStreamMissing(error)) reader.gone?.();
      failures++;
    }
    await sleep(backoffMs(failures, 250, 5_000), signal);
  }
}

type Reading = {
  readonly stream: string;
  readonly head: LogHead;
  readonly after: number;
  readonly reader: LogReader;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Called once the consumer stands. */
  readonly began: () => void;
};

/** `reached` is NaN while a frame is being taken, which may last as long as its reader's database is away. */
type Following = { readonly reached: () => number; readonly end: (why: string) => void };

/** One consumer from start to end; returns why it ended. */
async function readOn(jsm: JetStreamManager, reading: Reading): Promise<string> {
  const { stream, head, reader, signal } = reading;
  const consumer = await jsm.jetstream().consumers.get(stream, {
    opt_start_seq: Math.max(reading.after + 1, head.firstSeq, 1),
    inactive_threshold: 60_000,
  });
  const messages = await consumer.consume({
    // A frame may be a mebibyte: this many are held while they wait to be taken.
    max_messages: 64,
    expires: 10_000,
    idle_heartbeat: 2_000,
    abort_on_missing_resource: true,
  });
  reading.began();
  let seq = Math.max(reading.after, head.firstSeq - 1);
  let isCaughtUp = false;
  const noteCaughtUp = (): void => {
    if (isCaughtUp || seq < head.lastSeq) return;
    isCaughtUp = true;
    reader.caughtUp?.();
  };
  noteCaughtUp();
  let why = 'the consumer ended';
  const end = (reason: string): void => {
    why = reason;
    void messages.close();
  };
  const stop = (): void => {
    end('stopped');
  };
  signal.addEventListener('abort', stop, { once: true });
  // It may have been aborted while the consumer was made.
  if (signal.aborted) stop();
  let isTaking = false;
  const watch = watchStream(jsm, reading, { reached: () => (isTaking ? Number.NaN : seq), end });
  try {
    for await (const message of messages) {
      if (message.seq <= seq) continue;
      if (message.seq > seq + 1) passHole(reading, seq + 1, message.seq - 1);
      isTaking = true;
      await takeFrame(reader, message);
      isTaking = false;
      seq = message.seq;
      noteCaughtUp();
    }
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    await closeQuietly(messages, consumer);
  }
  return why;
}

async function takeFrame(reader: LogReader, message: JsMsg): Promise<void> {
  try {
    const trace = reader.wantsTrace === true ? message.headers?.get(traceHeader) : undefined;
    await reader.take(message.seq, decodeFrame(message.data), trace);
  } catch (cause) {
    throw new ReaderError(`frame ${String(message.seq)} could not be taken`, { cause });
  }
}

function passHole({ reader, log }: Pick<Reading, 'reader' | 'log'>, from: number, to: number): void {
  log.error({ from, to }, 'frames are gone from the log before they were read');
  reader.missing?.(from, to);
}

function watchStream(jsm: JetStreamManager, { stream, head }: Reading, follow: Following): NodeJS.Timeout {
  let before = follow.reached();
  let looking = false;
  const look = async (): Promise<void> => {
    const now = follow.reached();
    const isStill = now === before;
    before = now;
    const found = toHead(await jsm.streams.info(stream));
    if (found.id !== head.id) follow.end('the stream was made anew');
    else if (found.lastSeq < now) follow.end('the log has shrunk');
    else if (isStill && follow.reached() === now && found.lastSeq > now)
      follow.end('nothing comes though the log has more');
  };
  return setInterval(() => {
    if (looking) return;
    looking = true;
    // With the server away the connection reconnects; a stream that is gone ends the reading.
    void look()
      .catch((error: unknown) => {
        if (isStreamMissing(error)) follow.end('the stream is gone');
      })
      .finally(() => (looking = false));
  }, checkEveryMs);
}

async function closeQuietly(messages: ConsumerMessages, consumer: { delete: () => Promise<boolean> }): Promise<void> {
  await messages.close();
  // It would expire by itself; a server that is away must not hold us up.
  void consumer.delete().catch(() => false);
}

function isStreamMissing(error: unknown): boolean {
  return error instanceof Error && error.message === 'stream not found';
}

/** What a follower must know of a stream. */
export function toHead({ config, created, state }: StreamInfo): LogHead {
  return { id: `${config.name} ${created}`, firstSeq: state.first_seq, lastSeq: state.last_seq };
}
