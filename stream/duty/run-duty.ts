import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import type { Baselines } from '#shared/rules/baseline.ts';
import { followLog, type LogHead, type LogReader } from '#shared/service/follow-log.ts';
import type { Log } from '#shared/service/log.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { AssetView } from '#shared/wire/push.ts';
import { createCommitter, type Committer } from './committer.ts';
import type { Commits } from './commits.ts';
import { createJudging, type Judging, type Lawbook } from './judging/judging.ts';
import { loadState } from './judging/saved-state.ts';
import type { WorldJudge } from './judging/world-judge.ts';
import { FencedError } from './place.ts';

export type RunDutyParts = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly pool: pg.Pool;
  readonly commits: Commits;
  readonly calendar: CivilCalendar;
  readonly packVersion: string;
  readonly lawbook: Lawbook;
  readonly baselinesOf: (world: string) => Baselines;
  /** Whether the writer is heard. */
  readonly areCountsKnown: () => boolean;
  readonly everyMs: { readonly commit: number; readonly image: number; readonly fold: number };
  readonly onWorld: () => void;
  readonly now: () => Date;
  readonly log: Log;
};

/** A duty process at work. */
export type RunningDuty = {
  readonly worlds: () => ReadonlyMap<string, WorldJudge>;
  readonly viewOf: (world: string, asset: string) => AssetView | undefined;
  readonly seq: () => number;
  readonly isCaughtUp: () => boolean;
  /** Since when nothing could be committed (monotonic); null: all is well. */
  readonly awaySinceMs: () => number | null;
  readonly missingFrames: () => number;
  readonly poison: () => number;
  readonly changeLaw: (lawbook: Lawbook) => void;
  /** Settles when it cannot go on. */
  readonly ended: Promise<Error>;
  readonly stop: () => Promise<void>;
};

/**
 * Judges the log from where the last commit left it. When a commit fails, everything in memory is thrown away and read again
 * from the database once that answers: whether the commit is in or not, what is then read says so.
 */
export function runDuty(parts: RunDutyParts): RunningDuty {
  const { jsm, stream, pool, log, packVersion, calendar } = parts;
  const stopping = new AbortController();
  const ended = Promise.withResolvers<Error>();
  let { lawbook } = parts;
  let judging: Judging | undefined;
  let committer: Committer | undefined;
  let isCaughtUp = false;
  let awaySinceMs: number | null = null;
  let [missingFrames, poison] = [0, 0];

  const load = async (head: LogHead): Promise<Judging> => {
    isCaughtUp = false;
    const start = await loadState(pool, { stream: head.id, packVersion, lastSeq: head.lastSeq });
    const { baselinesOf, areCountsKnown, onWorld } = parts;
    const known = { isCaughtUp: () => isCaughtUp, areCountsKnown };
    judging = createJudging({ start, lawbook, baselinesOf, calendar, ...known, onWorld });
    committer = createCommitter({
      ...parts,
      lawbook,
      judging,
      ruleOf: (id) => lawbook.rules.find((rule) => rule.id === id),
    });
    onWorld();
    log.info({ from: start.seq, to: head.lastSeq, worlds: start.images.length }, 'judging the log');
    return judging;
  };
  const reader: LogReader = {
    startAt: async (head) => {
      const known = judging?.stream === head.id && head.lastSeq >= judging.seq() ? judging : undefined;
      return (known ?? (await load(head))).seq();
    },
    take: async (seq, frame) => {
      await committer?.take(seq, frame);
      awaySinceMs = null;
    },
    missing: (from, to) => {
      missingFrames += to - from + 1;
    },
    caughtUp: () => {
      isCaughtUp = true;
    },
  };
  const forget = (): void => {
    poison += judging?.poison() ?? 0;
    committer?.stop();
    judging = committer = undefined;
  };

  const following = followForEver(reader, {
    ...{ jsm, stream, log, signal: stopping.signal },
    isAway: () => awaySinceMs !== null,
    onFailed: () => {
      awaySinceMs ??= performance.now();
      forget();
    },
  }).catch((error: unknown) => {
    ended.resolve(error instanceof Error ? error : new Error(String(error)));
  });

  return {
    worlds: () => judging?.worlds() ?? new Map(),
    viewOf: (world, asset) => judging?.viewOf(world, asset),
    seq: () => judging?.seq() ?? 0,
    isCaughtUp: () => isCaughtUp && awaySinceMs === null,
    awaySinceMs: () => awaySinceMs,
    missingFrames: () => missingFrames,
    poison: () => poison + (judging?.poison() ?? 0),
    changeLaw: (next) => {
      lawbook = next;
      committer?.changeLaw(next);
    },
    ended: ended.promise,
    stop: async () => {
      stopping.abort();
      await following;
      await committer?.flush().catch((error: unknown) => {
        log.warn({ err: error }, 'the last image could not be kept; the log is judged again from the one before');
      });
      forget();
    },
  };
}

type Following = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Whether nothing was taken since the last failure. */
  readonly isAway: () => boolean;
  readonly onFailed: () => void;
};

/** Reads the log, and again after each commit that failed. Throws what no retry can mend. */
async function followForEver(reader: LogReader, following: Following): Promise<void> {
  const { jsm, stream, log, signal, isAway, onFailed } = following;
  for (let failures = 0; !signal.aborted;) {
    try {
      await followLog(jsm, { stream, reader, log, signal });
    } catch (error) {
      const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
      if (!mayPass(cause)) throw cause;
      failures = isAway() ? failures + 1 : 0;
      if (failures === 0) log.error({ err: cause }, 'nothing can be committed, and nothing is judged until it can');
      onFailed();
      await sleep(backoffMs(failures, 250, 5_000), signal);
    }
  }
}

/** Whether a failed commit may succeed later: the database said no, or nothing. A mistake of the program does not pass. */
function mayPass(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof FencedError) return false;
  return 'code' in error || Object.getPrototypeOf(error) === Error.prototype;
}
