/** Latencies by the whole millisecond, as `[ms, how many]`, in rising order. */
export type Tally = readonly (readonly [ms: number, n: number])[];

const longestMs = 60_000;

/** Gathers latencies in constant memory; beyond a minute they count as a minute. */
export function createTally() {
  const counts = new Uint32Array(longestMs + 1);
  return {
    add: (ms: number): void => {
      const at = Math.min(longestMs, Math.max(0, Math.round(ms)));
      counts[at] = (counts[at] ?? 0) + 1;
    },
    read: (): Tally => {
      const tally: (readonly [number, number])[] = [];
      for (const [ms, n] of counts.entries()) if (n > 0) tally.push([ms, n]);
      return tally;
    },
  };
}

/** Several screens' latencies as one. */
export function mergeTallies(tallies: readonly Tally[]): Tally {
  const sums = new Map<number, number>();
  for (const [ms, n] of tallies.flat()) sums.set(ms, (sums.get(ms) ?? 0) + n);
  return [...sums].sort(([a], [b]) => a - b);
}

/** How many there are. */
export function tallySize(tally: Tally): number {
  return tally.reduce((sum, [, n]) => sum + n, 0);
}

/** The latency that share `p` (0..1) of them do not exceed, in milliseconds; NaN when there are none. */
export function tallyQuantile(tally: Tally, p: number): number {
  let left = Math.ceil(p * tallySize(tally));
  for (const [ms, n] of tally) {
    left -= n;
    if (left <= 0) return ms;
  }
  return Number.NaN;
}
