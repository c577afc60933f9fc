/** Waits `ms`, or less when the signal aborts (then it resolves early rather than throwing). */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** The wait before try number `attempt` (from 0): doubling from `firstMs` to `maxMs`, with up to a half of jitter taken off. */
export function backoffMs(attempt: number, firstMs: number, maxMs: number, random: () => number = Math.random): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(attempt, 30)) * (1 - random() / 2);
}
