import type { EventEmitter } from 'node:events';

type Options = {
  /** Answers as long as the process's event loop turns. */
  readonly url: string;
  readonly everyMs?: number;
  /** Looks in a row without an answer after which it is taken for dead: 20 s at least, which no pause of a live one lasts. */
  readonly misses?: number;
  /** Told once; the process is to be ended then. */
  readonly onDead: () => void;
};

/**
 * Watches a process that runs and may do nothing any more: a blocked event loop answers nobody and never ends by itself.
 * It is judged only after it has answered once. Stops with the process.
 */
export function watchLiveness(child: EventEmitter, { url, everyMs = 5_000, misses = 4, onDead }: Options): void {
  let missed: number | undefined;
  let asking = false;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(everyMs) });
      await answer.body?.cancel();
      missed = 0;
    } catch {
      if (missed === undefined) return;
      missed += 1;
      if (missed === misses) {
        clearInterval(timer);
        onDead();
      }
    }
  };
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    void look().finally(() => (asking = false));
  }, everyMs);
  child.once('exit', () => {
    clearInterval(timer);
  });
}
