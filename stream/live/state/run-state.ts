import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { chooseStart } from './choose-start.ts';
import { readFrame } from '#shared/events/read-frame.ts';
import { followLog, type LogHead, type LogReader } from '#shared/service/follow-log.ts';
import type { FrameTraces } from '#shared/service/trace-frames.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import type { Changes, LiveState } from './live-state.ts';

type Parts = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly pool: pg.Pool;
  readonly packVersion: string;
  readonly checkpointEveryMs: number;
  readonly onChanges: (changes: Changes) => void;
  readonly traces?: FrameTraces | undefined;
  readonly log: Log;
};

/** A state that follows its log. */
export type RunningState = {
  /** Whether everything that was in the log at the last start of reading has been applied. */
  readonly isCaughtUp: () => boolean;
  readonly checkpointSeq: () => number;
  readonly checkpointAgeS: () => number;
  /** Frames that were gone from the log before this process could read them. */
  readonly missingFrames: () => number;
  /** Stops following and writes a last checkpoint. */
  readonly stop: () => Promise<void>;
};

/** Brings a state up to its log, from the newest checkpoint or from the log's beginning, and keeps it there. */
export function runState(live: LiveState, parts: Parts): RunningState {
  const { pool, log, packVersion } = parts;
  const stopping = new AbortController();
  let caughtUp = false;
  let missingFrames = 0;

  const startAt = async (head: LogHead): Promise<number> => {
    if (head.id === live.stream && head.lastSeq >= live.seq) return live.seq;
    caughtUp = false;
    if (live.stream !== '') log.error({ was: live.stream, is: head.id }, 'the log is another one; folding that one');
    const checkpoint = await chooseStart(pool, head, { packVersion, log, signal: stopping.signal });
    live.restart(head.id, checkpoint?.seq, checkpoint?.image);
    log.info(
      { from: live.seq, to: head.lastSeq },
      checkpoint ? 'going on from a checkpoint' : 'folding from the beginning',
    );
    return live.seq;
  };
  const take = (seq: number, frame: string): void => {
    const before = live.poison;
    const { events, poison } = readFrame(frame);
    const changes = live.applyFrame(
      seq,
      events.map(({ event }) => event),
      poison.length,
    );
    parts.onChanges(changes);
    if (live.poison > before) log.warn({ seq, passedOver: live.poison - before }, 'not what the door writes');
  };
  const noteCaughtUp = (): void => {
    if (!caughtUp) log.info({ seq: live.seq }, 'caught up with the log');
    caughtUp = true;
  };

  const missing = (from: number, to: number): void => {
    missingFrames += to - from + 1;
  };

  const reader: LogReader = { startAt, take, missing, caughtUp: noteCaughtUp };
  const following = followLog(parts.jsm, {
    stream: parts.stream,
    reader: parts.traces?.follow(reader) ?? reader,
    log,
    signal: stopping.signal,
  });
  const checkpoints = keepCheckpoints(live, { pool, packVersion, everyMs: parts.checkpointEveryMs, log });
  return {
    isCaughtUp: () => caughtUp,
    checkpointSeq: checkpoints.lastSeq,
    checkpointAgeS: checkpoints.ageS,
    missingFrames: () => missingFrames,
    stop: async () => {
      stopping.abort();
      await following;
      await checkpoints.stop();
    },
  };
}
