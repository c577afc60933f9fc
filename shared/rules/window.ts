import { percentile } from '../kpi/histogram.ts';

/** A roll-up row's measures, as they stand after a commit; `slots` where its distribution is told too. */
export type Counted = {
  readonly n: number;
  readonly sum: number;
  readonly slots?: readonly (readonly [slot: number, n: number])[];
};

/** What one series counted in the last buckets, the present one among them. */
export type Window = {
  readonly grainMs: number;
  readonly buckets: Map<number, Counted>;
  n: number;
  sum: number;
  /** Whether the buckets came in order, so that the oldest is the first. */
  isInOrder: boolean;
  newestMs: number;
};

export function createWindow(grainMs: number): Window {
  return { grainMs, buckets: new Map(), n: 0, sum: 0, isInOrder: true, newestMs: -Infinity };
}

/** Puts a row in, in place of what was known of its bucket. Returns whether anything is different now. */
export function putRow(window: Window, bucketMs: number, row: Counted): boolean {
  const known = window.buckets.get(bucketMs);
  if (known?.n === row.n && known.sum === row.sum && known.slots === row.slots) return false;
  window.n += row.n - (known?.n ?? 0);
  window.sum += row.sum - (known?.sum ?? 0);
  window.buckets.set(bucketMs, row);
  if (bucketMs > window.newestMs) window.newestMs = bucketMs;
  else if (!known) window.isInOrder = false;
  return true;
}

/** Lets go of buckets before `startMs`. */
export function dropBefore(window: Window, startMs: number): void {
  for (const [bucketMs, { n, sum }] of window.buckets) {
    if (bucketMs >= startMs) {
      if (window.isInOrder) break;
      continue;
    }
    window.buckets.delete(bucketMs);
    window.n -= n;
    window.sum -= sum;
  }
}

/** The first instant of the oldest bucket of a window of `lengthMs` that ends with the bucket of `nowMs`. */
export function startOfWindow(nowMs: number, lengthMs: number, grainMs: number): number {
  return Math.floor(nowMs / grainMs) * grainMs - lengthMs + grainMs;
}

export function oldestOf({ buckets, isInOrder }: Window): number {
  let oldest = Infinity;
  for (const bucketMs of buckets.keys()) {
    if (bucketMs < oldest) oldest = bucketMs;
    if (isInOrder) break;
  }
  return oldest;
}

/** The 90th percentile of all that lies in a window; null where no distribution was told. */
export function p90Of({ buckets }: Window): number | null {
  const slots = new Map<number, number>();
  for (const row of buckets.values()) {
    for (const [slot, n] of row.slots ?? []) slots.set(slot, (slots.get(slot) ?? 0) + n);
  }
  return percentile([...slots], 0.9);
}
