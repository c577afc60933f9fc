import type { LogReader } from './follow-log.ts';
import type { Span, Tracing } from './tracing.ts';

type Noted = { readonly seq: number; readonly trace: string; readonly takenMs: number };

/** Frames that wait for what becomes of them; beyond, the oldest are forgotten. */
const mostNoted = 1_000;

/**
 * Follows frames through a reader of the log: what it does with them, from taking the first to the end, is one step that
 * goes on from the first traced frame and is linked to the others.
 */
export function createFrameTraces(tracing: Tracing) {
  let noted: Noted[] = [];
  return {
    /** The same reader, whose frames are noted as they are taken. */
    follow: (reader: LogReader): LogReader => ({
      ...reader,
      wantsTrace: true,
      take: (seq, frame, trace) => {
        if (trace) noted.push({ seq, trace, takenMs: Date.now() });
        if (noted.length > mostNoted) noted.shift();
        return reader.take(seq, frame);
      },
    }),
    /** Ends the step for every frame up to `seq`; undefined when none of them was traced. */
    end: (name: string, seq: number): Span | undefined => {
      const done = noted.filter((one) => one.seq <= seq);
      const [first] = done;
      if (!first) return undefined;
      noted = noted.filter((one) => one.seq > seq);
      const span = tracing.start({
        ...{ name, kind: 'consumer', from: done.map(({ trace }) => trace), startMs: first.takenMs },
        figures: { frames: done.length, seq },
      });
      span.end();
      return span;
    },
  };
}

export type FrameTraces = ReturnType<typeof createFrameTraces>;
