import { nextReloadMs } from './reload-at.ts';

const tryAgainMs = 60_000;

type Options = {
  /** `03:10` by the city's clock. */
  readonly reloadAt: string;
  readonly timeZone: string;
  /** Whether the screen is to stay on. */
  readonly staysAwake: boolean;
  /** Whether the server has newer pages than this one. */
  readonly isOutdated: () => boolean;
};

/**
 * What a screen that hangs for weeks needs: it opens its page anew each night and when there is a newer one, but only from a
 * server that answers, and does not fall asleep. Returns how to stop.
 */
export function keepRunning({ reloadAt, timeZone, staysAwake, isOutdated }: Options): () => void {
  let dueMs = nextReloadMs(reloadAt, Date.now(), timeZone);
  const look = async (): Promise<void> => {
    if (!isOutdated() && Date.now() < dueMs) return;
    const answer = await fetch('/wall/city.json', { method: 'HEAD' }).catch(() => null);
    if (answer?.ok) window.location.reload();
    dueMs = Math.min(dueMs, Date.now());
  };
  const timer = setInterval(() => void look(), tryAgainMs);
  const stay = (): void => {
    if (staysAwake && document.visibilityState === 'visible') void stayAwake();
  };
  stay();
  document.addEventListener('visibilitychange', stay);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', stay);
  };
}

/** The browser lets go of this whenever the page is hidden; where it is not to be had, the screen's own settings count. */
async function stayAwake(): Promise<void> {
  const { wakeLock } = navigator as { wakeLock?: { request: (type: 'screen') => Promise<unknown> } };
  await wakeLock?.request('screen').catch(() => undefined);
}
