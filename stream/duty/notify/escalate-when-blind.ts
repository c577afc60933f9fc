import type { Log } from '#shared/service/log.ts';
import type { Commits } from '../commits.ts';
import { followDueEscalations } from './plan-notices.ts';

type Options = {
  readonly commits: Commits;
  /** When the city's own clock last ticked in the log; 0: never yet. */
  readonly lastTickMs: () => number;
  readonly now: () => number;
  readonly log: Log;
};

const everyMs = 5_000;
const blindAfterMs = 15_000;
const live = 'live';

/**
 * Steps come due by ticks of the log. When these stop (the door is gone, the log is), what is known already goes on being
 * brought to somebody by the real clock, which is the clock of `live`; other worlds stand still. Returns how to stop.
 */
export function escalateWhenBlind({ commits, lastTickMs, now, log }: Options): () => void {
  let isWorking = false;
  const timer = setInterval(() => {
    const nowMs = now();
    if (isWorking || nowMs - lastTickMs() < blindAfterMs) return;
    isWorking = true;
    const at = new Date(nowMs);
    commits
      .commit((tx) => {
        const nowOf = (world: string): Date => (world === live ? at : tx.nowOf(world));
        return followDueEscalations({ ...tx, nowOf }, [{ world: live, now: at, isLate: false }]);
      })
      .catch((error: unknown) => {
        log.warn({ err: error }, 'chains could not be followed without ticks; tried again');
      })
      .finally(() => {
        isWorking = false;
      });
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}
