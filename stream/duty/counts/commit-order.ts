import type { WholeCommit } from '#shared/wire/gather-parts.ts';

/** The writer's commits in order: what is told goes on from what was read, or wants to be read again. */
export type CommitOrder = {
  readonly take: (whole: WholeCommit) => void;
  /** What was read stands for all commits up to this one; those that came meanwhile go on from there. */
  readonly read: (commit: number) => void;
  readonly lose: () => void;
  readonly wantsReading: () => boolean;
};

/** Passes commits on that follow one another; after a missing one nothing is passed on until it was read again. */
export function createCommitOrder(pass: (whole: WholeCommit) => void): CommitOrder {
  let held: number | null = null;
  let waiting: WholeCommit[] = [];
  const take = (whole: WholeCommit): void => {
    if (held === null) {
      waiting.push(whole);
      return;
    }
    if (whole.commit <= held) return;
    if (whole.commit === held + 1) {
      held = whole.commit;
      pass(whole);
      return;
    }
    held = null;
    waiting = [whole];
  };
  return {
    take,
    read: (commit) => {
      const missed = waiting;
      waiting = [];
      held = commit;
      missed.forEach(take);
    },
    lose: () => {
      held = null;
    },
    wantsReading: () => held === null,
  };
}
