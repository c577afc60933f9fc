import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Batch } from './commit-batch.ts';
import { readFrame, type LoggedEvent, type Poison } from './logged-event.ts';

type Frame = { readonly message: JsMsg; readonly events: readonly LoggedEvent[]; readonly poison: readonly Poison[] };

/** A batch and the last message in it; acknowledging that one acknowledges all before it. */
export type GatheredBatch = Batch & { readonly last: JsMsg };

/**
 * Frames from the durable consumer, in order and each once: what is delivered again while it still waits here is dropped
 * by its sequence. Frames are read while the batch before is being committed; how far ahead is bounded in events.
 */
export function createFrameSource(consumer: Consumer, options: { batchEvents: number; lingerMs: number }, log: Log) {
  const queue: Frame[] = [];
  let queuedEvents = 0;
  let highest = 0;
  let messages: ConsumerMessages | undefined;
  let ended: Error | undefined;
  let wakeReader = (): void => undefined;
  let wakePump = (): void => undefined;

  const pump = async (): Promise<void> => {
    messages = await consumer.consume({ max_messages: 64, expires: 10_000, idle_heartbeat: 2_000, abort_on_missing_resource: true });
    for await (const message of messages) {
      if (message.seq <= highest) continue;
      if (highest > 0 && message.seq !== highest + 1) log.error({ from: highest, to: message.seq }, 'frames missing from the log');
      highest = message.seq;
      const frame = { message, ...readFrame(message.seq, message.string()) };
      queue.push(frame);
      queuedEvents += frame.events.length;
      wakeReader();
      while (queuedEvents >= 2 * options.batchEvents && !ended) await new Promise<void>((resolve) => (wakePump = resolve));
    }
  };

  const failed = pump().then(
    () => new Error('the log consumer ended; was its stream or consumer deleted?'),
    (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
  );
  void failed.then((error) => {
    ended = error;
    wakeReader();
  });

  return {
    failed,
    /** Frames at or below `seq` are committed already; they are dropped when delivered again. */
    skipTo(seq: number): void {
      highest = Math.max(highest, seq);
    },
    /** The next batch: what has gathered, or after a short linger the first that comes; null once the source is closed. */
    async gather(): Promise<GatheredBatch | null> {
      while (queue.length === 0) {
        if (ended) return null;
        await new Promise<void>((resolve) => (wakeReader = resolve));
      }
      if (queuedEvents < options.batchEvents) await sleep(options.lingerMs);
      const taken: Frame[] = [];
      let events = 0;
      for (let frame = queue[0]; frame && (taken.length === 0 || events + frame.events.length <= options.batchEvents); frame = queue[0]) {
        queue.shift();
        taken.push(frame);
        events += frame.events.length;
      }
      queuedEvents -= events;
      wakePump();
      const last = taken.at(-1)?.message;
      if (!last) return null;
      return { seq: last.seq, events: taken.flatMap((frame) => frame.events), poison: taken.flatMap((frame) => frame.poison), last };
    },
    async close(): Promise<void> {
      await messages?.close();
    },
  };
}

export type FrameSource = ReturnType<typeof createFrameSource>;
