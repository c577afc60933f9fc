/** Signals closer together than this are one wish: a terminal and a parent may both deliver the same Ctrl-C. */
const ONE_WISH_MS = 1000;

/** Aborts on the first SIGINT, SIGTERM or SIGHUP; a second one, meant as "now", ends the process at once. */
export function listenForStop(target: NodeJS.Process): AbortSignal {
  const stop = new AbortController();
  let firstMs: number | undefined;
  const onSignal = (): void => {
    if (firstMs !== undefined && performance.now() - firstMs > ONE_WISH_MS) target.exit(130);
    firstMs ??= performance.now();
    stop.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) target.on(name, onSignal);
  return stop.signal;
}
