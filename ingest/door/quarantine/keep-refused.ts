import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Problem } from '../http/problem.ts';
import type { Sender } from '../keys/sender.ts';
import { limits } from '../limits.ts';
import type { RefusedEvent } from './refused-event.ts';

/** Hands a refused event over to be kept. Returns at once and never fails. */
export type KeepRefused = (refused: { sender: Sender; text: string; problem: Problem; type?: string }) => void;

export type RefusedKeeper = { readonly keep: KeepRefused; readonly stop: () => Promise<void> };

export type Keeping = {
  /** Seals and stores one message's worth. */
  readonly store: (refused: readonly RefusedEvent[]) => Promise<void>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly log: Log;
};

const stopMs = 1_500;

/**
 * Gathers refused events and stores them a few times a second, apart from the log's own traffic. It is a help to mend a
 * cause, not a promise: what there is no room for, or what cannot be stored, is counted in the log and let go.
 */
export function createRefusedKeeper({ store, newId, now, log }: Keeping): RefusedKeeper {
  let waiting: RefusedEvent[] = [];
  let waitingBytes = 0;
  let dropped = 0;
  let storing = Promise.resolve();

  const storeSome = async (): Promise<void> => {
    for (let message = 0; message < limits.refusedMessagesPerFlush && waiting.length > 0; message += 1) {
      const batch = takeMessage();
      await store(batch).catch((error: unknown) => {
        dropped += batch.length;
        log.warn({ err: error }, 'refused events could not be kept');
      });
    }
    if (dropped > 0) log.warn({ dropped }, 'refused events were not kept');
    dropped = 0;
  };
  const takeMessage = (): RefusedEvent[] => {
    let bytes = 0;
    let count = 0;
    for (const { text } of waiting) {
      if (count === limits.refusedPerMessage || (count > 0 && bytes + text.length > limits.refusedMessageBytes)) break;
      bytes += text.length;
      count += 1;
    }
    waitingBytes -= bytes;
    return waiting.splice(0, count);
  };
  const timer = setInterval(() => {
    if (waiting.length + dropped > 0) storing = storing.then(storeSome);
  }, limits.refusedFlushMs);

  return {
    keep: ({ sender, text, problem, type }) => {
      if (waiting.length >= limits.refusedEvents || waitingBytes + text.length > limits.refusedBytes) {
        dropped += 1;
        return;
      }
      waitingBytes += text.length;
      const { kid, source, world } = sender.key;
      waiting.push({
        id: newId(),
        at: new Date(now()).toISOString(),
        kid,
        source,
        world,
        problem: problem.type.slice(problem.type.lastIndexOf(':') + 1),
        ...(problem.path !== undefined && { path: problem.path }),
        reason: problem.detail,
        ...(type !== undefined && { type }),
        text,
      });
    },
    stop: async () => {
      clearInterval(timer);
      // A log that is away must not hold up the end.
      await Promise.race([storing.then(storeSome), sleep(stopMs)]);
      if (waiting.length > 0) log.warn({ dropped: waiting.length }, 'refused events were not kept');
      waiting = [];
    },
  };
}
