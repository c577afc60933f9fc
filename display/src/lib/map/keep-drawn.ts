import { backoffMs } from '#shared/service/retry.ts';

/** How a map is, where it is shown. */
export type MapStatus = 'opening' | 'drawn' | 'failed';

type Kept = {
  /** Draws it once; rejects when that cannot be, and calls `onFatal` when what was drawn is gone. */
  readonly draw: (onFatal: () => void) => Promise<void>;
  readonly tell: (status: MapStatus) => void;
  readonly firstRetryMs?: number;
  readonly lastRetryMs?: number;
  readonly random?: () => number;
};

/**
 * Keeps a map drawn for as long as its place is there: a graphics context that was lost, or an engine that could not be
 * fetched while the server restarted, is tried again with growing waits. Returns how to stop.
 */
export function keepDrawn({ draw, tell, firstRetryMs = 1_000, lastRetryMs = 60_000, random }: Kept): () => void {
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const arm = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };

  const start = (): void => {
    let isGone = false;
    const fail = (): void => {
      if (isGone || stopped) return;
      isGone = true;
      tell('failed');
      arm(backoffMs(attempt++, firstRetryMs, lastRetryMs, random), start);
    };
    draw(fail).then(() => {
      if (isGone || stopped) return;
      tell('drawn');
      // One that is lost again at once is not tried as soon as one that had stood.
      arm(lastRetryMs, () => (attempt = 0));
    }, fail);
  };

  start();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
