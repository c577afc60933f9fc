import type { Log } from '#shared/service/log.ts';

const afterFailureMs = 2_000;

/**
 * Looks every so often, one look at a time, until closed. A look that fails is tried again after two seconds; that it fails, and that
 * it works again, is said once, of `what`.
 */
export function lookAgain({
  what,
  everyMs,
  look,
  log,
}: {
  readonly what: string;
  readonly everyMs: number;
  readonly look: () => Promise<void>;
  readonly log: Log;
}): { close: () => Promise<void> } {
  let notBeforeMs = 0;
  let isFailing = false;
  let looking: Promise<void> | undefined;
  const lookOnce = async (): Promise<void> => {
    if (performance.now() < notBeforeMs) return;
    try {
      await look();
      if (isFailing) log.info(`${what} are read again`);
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.warn({ err: error }, `${what} cannot be read; it is tried again`);
      isFailing = true;
      notBeforeMs = performance.now() + afterFailureMs;
    }
  };
  const timer = setInterval(() => {
    looking ??= lookOnce().finally(() => (looking = undefined));
  }, everyMs);
  return {
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
