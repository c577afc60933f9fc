/**
 * A key's allowance: `ratePerS` sustained, `burstS` seconds' worth at once. What is taken beyond the allowance is owed,
 * so a batch larger than the burst still passes, and the next one waits for it.
 */
export type TokenBucket = {
  /** Milliseconds until something may be taken; 0 when it may be now. */
  readonly waitMs: (nowMs: number) => number;
  readonly take: (events: number, nowMs: number) => void;
};

/** A full bucket at `nowMs`. */
export function createTokenBucket(ratePerS: number, burstS: number, nowMs: number): TokenBucket {
  const capacity = Math.max(1, ratePerS * burstS);
  let tokens = capacity;
  let filledAtMs = nowMs;
  const fill = (atMs: number): void => {
    tokens = Math.min(capacity, tokens + (Math.max(0, atMs - filledAtMs) * ratePerS) / 1_000);
    filledAtMs = atMs;
  };
  return {
    waitMs: (atMs) => {
      fill(atMs);
      return tokens > 0 ? 0 : Math.max(1, Math.ceil((-tokens * 1_000) / ratePerS));
    },
    take: (events, atMs) => {
      fill(atMs);
      tokens -= events;
    },
  };
}
