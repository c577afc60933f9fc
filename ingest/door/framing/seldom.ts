/** A call that goes through at most once in `everyMs` by the clock `now`: a thing that happens a thousand times is said once. */
export function seldom(everyMs: number, now: () => number, call: () => void): () => void {
  let lastMs = -Infinity;
  return () => {
    if (now() - lastMs < everyMs) return;
    lastMs = now();
    call();
  };
}
