import { checkAllLate } from './check-all-late.ts';
import { issueDue } from './issue-due.ts';
import { sendLetters, type Post } from './send-letters.ts';

const lookEveryMs = 20_000;
const lateEveryMs = 600_000;

/** Issues briefs when they are due, looks for late events, and sends the letters, until it is stopped. */
export function startBriefs(
  post: Post,
  { keptD, now }: { keptD: number; now: () => number },
): { readonly stop: () => Promise<void> } {
  const { pool, log } = post;
  const stopping = new AbortController();
  let lateMs = now();
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    if (stopping.signal.aborted) return;
    try {
      await work();
    } catch (error) {
      log.warn({ err: error }, `${what} failed; tried again soon`);
    }
  };
  const look = async (): Promise<void> => {
    await attempt('issuing briefs', () => issueDue(pool, now(), log));
    if (now() - lateMs >= lateEveryMs) {
      lateMs = now();
      await attempt('looking for late events', () => checkAllLate(pool, { realMs: lateMs, keptD, log }));
    }
    await attempt('sending letters of briefs', () => sendLetters(post, now, stopping.signal));
  };
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = look().finally(() => {
      isBusy = false;
    });
  }, lookEveryMs);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
