import type { Frame, FrameOutcome } from '../framing/frame.ts';
import { limits } from '../limits.ts';
import type { Taken } from '../take-item.ts';
import type { ItemVerdict, Verdicts } from './answer.ts';

/** Keeps account of a stream's lines in bounded memory, however long it is. */
export type StreamTally = {
  readonly note: (line: number, taken: Taken) => void;
  /** Waits until at most `frames` of this stream's frames are unanswered. */
  readonly settle: (frames: number) => Promise<void>;
  /** Why something must be sent again; undefined while nothing must. */
  readonly failure: () => Exclude<FrameOutcome, 'stored'> | undefined;
  readonly verdicts: () => Verdicts;
};

type Sent = { readonly frame: Frame; readonly lines: { readonly number: number; readonly id: string }[] };

/** Begins with nothing noted. */
export function createStreamTally(): StreamTally {
  const sent: Sent[] = [];
  const items: ItemVerdict[] = [];
  let accepted = 0;
  let refused = 0;
  let retry = 0;
  let resumeFromLine: number | undefined;
  let failure: Exclude<FrameOutcome, 'stored'> | undefined;

  const list = (item: ItemVerdict): void => {
    if (items.length < limits.listedItems) items.push(item);
  };
  const sendAgain = (line: number, id: string, why: Exclude<FrameOutcome, 'stored'>): void => {
    retry += 1;
    failure ??= why;
    resumeFromLine = Math.min(resumeFromLine ?? line, line);
    list({ line, id, verdict: 'retry' });
  };
  return {
    note: (line, taken) => {
      if ('refused' in taken) {
        refused += 1;
        list({ line, ...(taken.id !== undefined && { id: taken.id }), verdict: 'refused', problem: taken.refused });
      } else if (!taken.frame) sendAgain(line, taken.id, 'slow');
      else {
        let last = sent.at(-1);
        if (last?.frame !== taken.frame) sent.push((last = { frame: taken.frame, lines: [] }));
        last.lines.push({ number: line, id: taken.id });
      }
    },
    settle: async (frames) => {
      while (sent.length > frames) {
        const oldest = sent[0];
        if (!oldest) return;
        const outcome = await oldest.frame.settled;
        sent.shift();
        if (outcome === 'stored') accepted += oldest.lines.length;
        else for (const { number, id } of oldest.lines) sendAgain(number, id, outcome);
      }
    },
    failure: () => failure,
    verdicts: () => ({ accepted, refused, retry, items, ...(resumeFromLine !== undefined && { resumeFromLine }) }),
  };
}
