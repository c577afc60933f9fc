import { conditionLimits } from './condition-limits.ts';

/**
 * Taken share (0 to 1) of the room the log has: its bound, or what is on the disk already and may still come there. null: not
 * known, because the disk is not seen and may end before the bound does; a bound that is itself near is told all the same.
 */
export function logDiskShare(log: {
  readonly bytes: number;
  readonly maxBytes: number;
  /** undefined: the log is on a disk that cannot be seen from here. */
  readonly diskFreeBytes: number | undefined;
}): number | null {
  const bound = log.maxBytes > 0 ? log.maxBytes : Infinity;
  if (log.diskFreeBytes === undefined) {
    const share = Math.min(1, log.bytes / bound);
    return share >= conditionLimits['log-disk'].warnAt ? share : null;
  }
  const room = Math.min(bound, log.bytes + log.diskFreeBytes);
  return room > 0 ? Math.min(1, log.bytes / room) : 1;
}

/** Seconds between two clocks, whichever is ahead; the other answered between `askedMs` and `answeredMs`. */
export function clockSkewS(otherMs: number, { askedMs, answeredMs }: { askedMs: number; answeredMs: number }): number {
  // Within the time the question took nothing is known.
  if (otherMs >= askedMs && otherMs <= answeredMs) return 0;
  return (otherMs < askedMs ? askedMs - otherMs : otherMs - answeredMs) / 1_000;
}

/** How a reader comes on: where it stood when looked at, and since when it has stood there with more to read. */
export type Progress = { readonly place: number; readonly stillSinceMs: number | null };

/** Notes a look at a reader's place and its log's head, by a monotonic clock. */
export function noteProgress(before: Progress | undefined, place: number, head: number, nowMs: number): Progress {
  if (place >= head) return { place, stillSinceMs: null };
  const isStill = before?.place === place;
  return { place, stillSinceMs: isStill ? (before.stillSinceMs ?? nowMs) : nowMs };
}

/** Seconds that a reader has stood still with more to read. */
export function stallS({ stillSinceMs }: Progress, nowMs: number): number {
  return stillSinceMs === null ? 0 : (nowMs - stillSinceMs) / 1_000;
}
