import { createSignal } from '#shared/health/send-signal.ts';
import { createPathWatch, type PathWatch } from '#shared/health/watch-path.ts';
import type { Health } from '#shared/service/health.ts';
import type { Log } from '#shared/service/log.ts';

type Watched = {
  readonly health: Health;
  readonly urls: ReadonlyMap<string, string>;
  readonly watchdogUrl: string | undefined;
  readonly log: Log;
};

/** Who answers is heard well within its warning of 5 s, also when another one holds a look up until it is given up. */
const lookEveryMs = 1_000;

/**
 * Watches the whole path from where people look at it: what ends here has ended for them, so the signal to the outside
 * is sent from here too.
 */
export function attendDisplay({ health, urls, watchdogUrl, log }: Watched): PathWatch & { readonly stop: () => void } {
  const elapsedMs = (): number => performance.now();
  const path = createPathWatch({ urls, fetch, now: Date.now, elapsedMs });
  const signal =
    watchdogUrl === undefined
      ? undefined
      : createSignal({
          ...{ url: watchdogUrl, fetch, elapsedMs, isWell: () => path.view().isWell },
          onFailure: (error) => {
            log.warn({ err: error }, 'the watchdog signal was not taken; it is sent again');
          },
          onTaken: () => {
            log.info('the watchdog signal is taken again');
          },
        });
  const look = async (): Promise<void> => {
    await path.look();
    // Not awaited: an outside that hangs must not make everybody here look silent.
    void signal?.();
  };
  let looking: Promise<void> | undefined;
  const lookOnce = (): void => {
    looking ??= look().finally(() => (looking = undefined));
  };
  lookOnce();
  const timer = setInterval(lookOnce, lookEveryMs);
  health.attend({
    checks: () => [{ name: 'pages', ok: true, detail: 'served' }],
    conditions: [...urls.keys()]
      .filter((name) => name !== 'display')
      .map((name) => ({ name: 'process-silent', process: name, read: () => path.silentS(name) })),
  });
  return {
    ...path,
    stop: () => {
      clearInterval(timer);
    },
  };
}
