import { OtherLogError, type LogReader } from '#shared/service/follow-log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Batch } from './commit-batch.ts';
import { readLoggedFrame, type LoggedEvent, type Poison } from './logged-event.ts';

type Frame = { readonly seq: number; readonly events: readonly LoggedEvent[]; readonly poison: readonly Poison[] };

/**
 * Frames of the log in order, after what is committed. They are read while the batch before is being committed; how far
 * ahead is bounded in events, and beyond it reading waits.
 */
export function createFrameSource(
  start: { readonly logId: string; readonly seq: number },
  options: { readonly batchEvents: number; readonly lingerMs: number },
) {
  const queue: Frame[] = [];
  let queuedEvents = 0;
  let reached = start.seq;
  let isClosed = false;
  let wakeGatherer = (): void => undefined;
  let wakeReader = (): void => undefined;

  const reader: LogReader = {
    startAt: (head) =>
      head.id === start.logId
        ? Promise.resolve(reached)
        : Promise.reject(new OtherLogError('the log was made anew; its place is looked up again')),
    take: async (seq, text) => {
      const frame = { seq, ...readLoggedFrame(seq, text) };
      reached = seq;
      queue.push(frame);
      queuedEvents += frame.events.length;
      wakeGatherer();
      while (queuedEvents >= 2 * options.batchEvents && !isClosed) {
        await new Promise<void>((resolve) => (wakeReader = resolve));
      }
    },
  };

  const takeBatch = (): Batch => {
    const frames: Frame[] = [];
    let events = 0;
    for (const frame of queue) {
      if (frames.length > 0 && events + frame.events.length > options.batchEvents) break;
      frames.push(frame);
      events += frame.events.length;
    }
    queue.splice(0, frames.length);
    queuedEvents -= events;
    wakeReader();
    return {
      seq: frames.at(-1)?.seq ?? reached,
      events: frames.flatMap((frame) => frame.events),
      poison: frames.flatMap((frame) => frame.poison),
    };
  };

  return {
    reader,
    /** The next batch: what has gathered, or what comes within the linger after the first; null once closed. */
    async gather(): Promise<Batch | null> {
      while (queue.length === 0 && !isClosed) await new Promise<void>((resolve) => (wakeGatherer = resolve));
      if (isClosed) return null;
      if (queuedEvents < options.batchEvents) await sleep(options.lingerMs);
      return takeBatch();
    },
    close(): void {
      isClosed = true;
      wakeGatherer();
      wakeReader();
    },
  };
}

export type FrameSource = ReturnType<typeof createFrameSource>;
