import type { JetStreamManager } from '@nats-io/jetstream';
import { clockSkewS } from '#shared/health/figures.ts';
import { sampleOf } from '#shared/service/sample.ts';
import type { FrameOutcome } from '../framing/frame.ts';

type Watched = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly isLinkUp: () => boolean;
  /** Monotonic. */
  readonly elapsedMs: () => number;
};

/**
 * How the log stands to whoever wants something kept. `away`: no connection; `silent`: NATS is there and the stream does not
 * answer (no JetStream, no quorum, no such stream); `refusing`: a frame was not taken a moment ago.
 */
export type LogStanding = 'taking' | 'away' | 'silent' | 'refusing';

const lookEveryMs = 2_000;
/** The door's ticks make a frame each second: what is refused on and on is refused again well within this. */
const latelyMs = 10_000;

/** Asks the log how it is, and notes what became of frames: a connection that stands says nothing of either. */
export function watchLog({ jsm, stream, isLinkUp, elapsedMs }: Watched) {
  let refusedMs = -Infinity;
  const sample = sampleOf(async () => {
    // A question put while nobody is there is held until it is too late for the answer.
    if (!isLinkUp()) throw new Error('NATS is away');
    const askedMs = Date.now();
    const { state, config, ts } = await jsm.streams.info(stream);
    const skewS = ts === undefined ? null : clockSkewS(Date.parse(ts), { askedMs, answeredMs: Date.now() });
    return { bytes: state.bytes, maxBytes: config.max_bytes, headSeq: state.last_seq, skewS };
  });
  const looking = setInterval(() => void sample.take(), lookEveryMs);
  return {
    look: sample.take,
    value: sample.value,
    noteFrame: (outcome: FrameOutcome): void => {
      // Of a lost connection the connection tells, and as soon as it is back.
      if (outcome !== 'stored' && outcome !== 'away') refusedMs = elapsedMs();
    },
    standing: (): LogStanding => {
      if (!isLinkUp()) return 'away';
      if (sample.value() === undefined) return 'silent';
      return elapsedMs() - refusedMs < latelyMs ? 'refusing' : 'taking';
    },
    stop: (): void => {
      clearInterval(looking);
    },
  };
}

export type LogWatch = ReturnType<typeof watchLog>;
