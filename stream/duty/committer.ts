import type { Rule } from '#shared/rules/rule.ts';
import { isLateAt, storeTransitions, type FoundTransition } from './alerts/store-transitions.ts';
import type { Commits } from './commits.ts';
import { allDue } from './due/all-due.ts';
import type { TickedWorld } from './due/due-work.ts';
import type { Judging, Lawbook } from './judging/judging.ts';
import { saveFold, saveImages } from './judging/saved-state.ts';
import type { WorldJudge } from './judging/world-judge.ts';
import { movePlace } from './place.ts';

type Parts = {
  readonly judging: Judging;
  readonly commits: Commits;
  readonly packVersion: string;
  readonly lawbook: Lawbook;
  readonly ruleOf: (id: string) => Rule | undefined;
  /** Between two commits, two images of evaluators, two of the fold. */
  readonly everyMs: { readonly commit: number; readonly image: number; readonly fold: number };
  readonly now: () => Date;
};

/** Puts what is judged into commits. */
export type Committer = {
  /** Judges a frame; what it brought is committed before this returns, or with the frames of the next moments. */
  readonly take: (seq: number, frame: string) => Promise<void>;
  readonly changeLaw: (lawbook: Lawbook) => void;
  /** Commits what there is, images too. */
  readonly flush: () => Promise<void>;
  readonly stop: () => void;
};

/**
 * Commits at most every 250 ms, and only after a tick: nothing is found between two. An evaluator's image goes with whatever
 * it found, so that after a crash it neither finds that again nor misses what comes next.
 */
export function createCommitter({ judging, commits, ruleOf, everyMs, packVersion, now, ...parts }: Parts): Committer {
  const { stream } = judging;
  let rules = parts.lawbook.version;
  let found: FoundTransition[] = [];
  let ticked = new Map<string, { readonly time: string; readonly receivedMs: number }>();
  let committedMs = -Infinity;
  let imagedMs = performance.now();
  let foldedMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let committing: Promise<void> = Promise.resolve();
  let nextLaw: Lawbook | undefined;

  const commitNow = (isLast = false): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    committing = committing.then(() => commit(isLast));
    return committing;
  };

  const commit = async (isLast: boolean): Promise<void> => {
    const nowMs = performance.now();
    const isFoldDue = isLast || nowMs - foldedMs >= everyMs.fold;
    const isImageDue = isFoldDue || nowMs - imagedMs >= everyMs.image;
    const hasFound = new Set(found.map(({ transition }) => transition.alert.world));
    const judges = [...judging.worlds().values()].filter(
      (one) => one.hasMoved() && (isImageDue || hasFound.has(one.world)),
    );
    const taken = { found, ticked };
    found = [];
    ticked = new Map();
    committedMs = nowMs;
    if (isImageDue) imagedMs = nowMs;
    if (isFoldDue) foldedMs = nowMs;
    const seq = judging.seq();
    await commits.commit(async (open) => {
      const { sql } = open;
      if (taken.found.length > 0) await storeTransitions(open, taken.found, ruleOf);
      const images = judges.map((one) => one.image());
      await saveImages(sql, { stream, seq, rules, images, ended: judging.takeEnded() });
      if (isFoldDue) await saveFold(sql, { stream, seq, packVersion, state: judging.foldImage() });
      if (images.length > 0) await movePlace(sql, { stream, seq });
      const worlds = [...taken.ticked].map(([world, tick]): TickedWorld => {
        const { time, receivedMs } = tick;
        return { world, now: new Date(time), isLate: isLateAt(receivedMs, now()) };
      });
      for (const due of allDue) await due(open, worlds);
    });
    judges.forEach((one: WorldJudge) => {
      one.saved(seq);
    });
  };

  return {
    take: async (seq, frame) => {
      // A commit that a timer began is of the frames before.
      await committing;
      if (nextLaw) {
        judging.changeLaw(nextLaw);
        rules = nextLaw.version;
        nextLaw = undefined;
      }
      const taken = judging.take(seq, frame);
      found.push(...taken.found);
      for (const [world, tick] of taken.ticked) ticked.set(world, tick);
      if (ticked.size === 0) return;
      const waitMs = committedMs + everyMs.commit - performance.now();
      if (waitMs <= 0) return commitNow();
      timer ??= setTimeout(() => {
        // Told to the next frame, which waits for it.
        commitNow().catch(() => undefined);
      }, waitMs);
    },
    changeLaw: (lawbook) => {
      nextLaw = lawbook;
    },
    flush: () => commitNow(true),
    stop: () => clearTimeout(timer),
  };
}
