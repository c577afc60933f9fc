import { sleep } from '#shared/service/retry.ts';
import type { WorldDriver } from './world-driver.ts';

const moveEveryMs = 2_000;

/**
 * Moves the mark of a world's clock ahead for as long as `mayGoOn` says so. Without the office the clock stands at its
 * mark and goes on later. Returns how to end it, which stops the clock where it is.
 */
export function keepClock(
  driver: WorldDriver,
  options: { mayGoOn: () => boolean; onMoved: () => void; warn: (line: string) => void },
): () => Promise<void> {
  const { mayGoOn, onMoved, warn } = options;
  const ending = new AbortController();
  const tryTo = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
      onMoved();
    } catch (error) {
      warn(`the world's clock stands still: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const moving = (async () => {
    for (;;) {
      await sleep(moveEveryMs, ending.signal);
      if (ending.signal.aborted) return;
      if (mayGoOn()) await tryTo(driver.extend);
    }
  })();
  return async () => {
    ending.abort();
    await moving;
    await tryTo(driver.stop);
  };
}
