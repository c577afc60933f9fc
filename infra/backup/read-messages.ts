import type { JetStreamManager } from '@nats-io/jetstream';
import type { StoredMessage } from './frames-file.ts';

const silenceMs = 15_000;

/**
 * Every message of a stream from `from` to `to`, in order; what the stream does not hold is passed over. Throws when the
 * server falls silent before `to`.
 */
export async function* readMessages(
  jsm: JetStreamManager,
  { stream, from, to, signal }: { stream: string; from: number; to: number; signal: AbortSignal },
): AsyncGenerator<StoredMessage> {
  if (to < from || (await nextMessage(jsm, { stream, from })) === null) return;
  const consumer = await jsm.jetstream().consumers.get(stream, { opt_start_seq: from, inactive_threshold: 60_000 });
  const messages = await consumer.consume({ max_messages: 64, idle_heartbeat: 2_000, abort_on_missing_resource: true });
  let reached = from - 1;
  let before = reached;
  const watch = setInterval(() => {
    if (reached === before) void messages.close();
    before = reached;
  }, silenceMs);
  const leave = (): void => void messages.close();
  signal.addEventListener('abort', leave, { once: true });
  try {
    for await (const message of messages) {
      const { seq, time, data } = message;
      if (seq <= to) yield { seq, time: time.toISOString(), data };
      // The last of the range may be gone from the stream: with nothing left to come it is reached too.
      reached = message.info.pending === 0 ? to : Math.min(seq, to);
      if (reached === to) break;
    }
  } finally {
    clearInterval(watch);
    signal.removeEventListener('abort', leave);
    await messages.close();
    await consumer.delete().catch(() => false);
  }
  signal.throwIfAborted();
  if (reached < to) throw new Error(`stream ${stream} was read up to ${reached}, then nothing came up to ${to}`);
}

function nextMessage(jsm: JetStreamManager, { stream, from }: { stream: string; from: number }): Promise<unknown> {
  return jsm.direct.getMessage(stream, { seq: from, next_by_subj: '>' });
}
