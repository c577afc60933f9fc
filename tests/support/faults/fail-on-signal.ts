// Loaded into a process before its own code (NODE_OPTIONS=--import): it makes the mistakes of a program on command.

/** SIGUSR2 holds the event loop up for five seconds. */
process.on('SIGUSR2', () => {
  const untilMs = performance.now() + 5_000;
  while (performance.now() < untilMs);
});

/** SIGHUP begins a leak that ends with the process. */
process.on('SIGHUP', () => {
  const leaked: unknown[] = [];
  setInterval(() => {
    for (let n = 0; n < 200_000; n += 1) leaked.push({ n, text: String(n) });
  }, 20);
});
