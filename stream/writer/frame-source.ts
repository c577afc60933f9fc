import { OtherLogError, type LogReader } from '#shared/service/follow-log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Batch } from './batch.ts';
import { holeOf, readLoggedFrame, type Finding, type LoggedEvent } from './logged-event.ts';

type Frame = {
  readonly seq: number;
  readonly events: readonly LoggedEvent[];
  readonly findings: readonly Finding[];
  readonly textLength: number;
};

/** Read ahead at most, and in one batch, in characters of frames: parsed they take several times that. */
const textMost = 48 * 2 ** 20;

/**
 * Frames of the log in order, after what is committed. They are read while the batch before is being committed; how far
 * ahead is bounded in events (and what is none) and in text, and beyond it reading waits.
 */
export function createFrameSource(
  start: { readonly logId: string; readonly seq: number },
  options: { readonly batchEvents: number; readonly lingerMs: number },
) {
  const queue: Frame[] = [];
  let queuedItems = 0;
  let queuedText = 0;
  let reached = start.seq;
  let isClosed = false;
  let wakeGatherer = (): void => undefined;
  let wakeReader = (): void => undefined;

  const reader: LogReader = {
    startAt: (head) =>
      head.id === start.logId && head.lastSeq >= reached
        ? Promise.resolve(reached)
        : Promise.reject(new OtherLogError('the log was made anew or lost its end; its place is looked up again')),
    gone: () => {
      throw new OtherLogError('the log is gone; it is made again at the next start');
    },
    missing: (from, to) => {
      queue.push({ seq: to, events: [], findings: [holeOf(from, to)], textLength: 0 });
      reached = to;
      queuedItems += 1;
      wakeGatherer();
    },
    take: async (seq, text) => {
      const frame = { seq, ...readLoggedFrame(seq, text), textLength: text.length };
      reached = seq;
      queue.push(frame);
      queuedItems += sizeOf(frame);
      queuedText += frame.textLength;
      wakeGatherer();
      while ((queuedItems >= options.batchEvents || queuedText >= textMost) && !isClosed) {
        await new Promise<void>((resolve) => (wakeReader = resolve));
      }
    },
  };

  const takeBatch = (): Batch => {
    const frames: Frame[] = [];
    let items = 0;
    let text = 0;
    for (const frame of queue) {
      if (frames.length > 0 && (items + sizeOf(frame) > options.batchEvents || text + frame.textLength > textMost))
        break;
      frames.push(frame);
      items += sizeOf(frame);
      text += frame.textLength;
    }
    queue.splice(0, frames.length);
    queuedItems -= items;
    queuedText -= text;
    wakeReader();
    return {
      seq: frames.at(-1)?.seq ?? reached,
      events: frames.flatMap((frame) => frame.events),
      findings: frames.flatMap((frame) => frame.findings),
    };
  };

  return {
    reader,
    /** The next batch: what has gathered, or what comes within the linger after the first; null once closed. */
    async gather(): Promise<Batch | null> {
      while (queue.length === 0 && !isClosed) await new Promise<void>((resolve) => (wakeGatherer = resolve));
      if (isClosed) return null;
      if (queuedItems < options.batchEvents && queuedText < textMost) await sleep(options.lingerMs);
      return takeBatch();
    },
    close(): void {
      isClosed = true;
      wakeGatherer();
      wakeReader();
    },
  };
}

function sizeOf({ events, findings }: Frame): number {
  return events.length + findings.length;
}

export type FrameSource = ReturnType<typeof createFrameSource>;
