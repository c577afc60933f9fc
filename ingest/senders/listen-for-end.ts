/** Aborts on Ctrl-C, SIGTERM, and when whoever started this process has gone; a second signal ends it at once. */
export function listenForEnd(target: NodeJS.Process): AbortSignal {
  const end = new AbortController();
  let firstMs: number | undefined;
  const onSignal = (): void => {
    // A terminal and a parent may both deliver the same Ctrl-C.
    if (firstMs !== undefined && performance.now() - firstMs > 1_000) target.exit(130);
    firstMs ??= performance.now();
    end.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) target.on(name, onSignal);
  target.on('disconnect', () => {
    end.abort();
  });
  return end.signal;
}
