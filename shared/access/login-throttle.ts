/** Times of recent failed logins, in ms: by this account from this address, by the address, and by the account. */
export type LoginFailures = {
  readonly pair: readonly number[];
  readonly address: readonly number[];
  readonly account: readonly number[];
};

/** Older failures are forgotten. */
export const FAILURE_WINDOW_MS = 15 * 60_000;

// A person mistypes a few times: five tries are free. Many people share the address of an office, so it gets more. The
// account over all addresses is limited last and mildly: a stranger must not be able to lock a duty officer out for long.
const LIMITS = {
  pair: { free: 5, firstMs: 2_000, maxMs: FAILURE_WINDOW_MS },
  address: { free: 30, firstMs: 2_000, maxMs: FAILURE_WINDOW_MS },
  account: { free: 60, firstMs: 1_000, maxMs: 30_000 },
} as const;

/**
 * How long this login must wait before its password is even looked at, in ms; 0: go ahead. Past the free tries the wait
 * doubles with each failure and runs from the last one.
 */
export function loginWaitMs(failures: LoginFailures, nowMs: number): number {
  const scopes = ['pair', 'address', 'account'] as const;
  return Math.max(...scopes.map((scope) => waitMs(failures[scope], LIMITS[scope], nowMs)));
}

function waitMs(
  times: readonly number[],
  limit: { free: number; firstMs: number; maxMs: number },
  nowMs: number,
): number {
  const recent = times.filter((at) => at > nowMs - FAILURE_WINDOW_MS);
  const excess = recent.length - limit.free;
  if (excess < 0) return 0;
  const wait = Math.min(limit.maxMs, limit.firstMs * 2 ** Math.min(excess, 30));
  return Math.max(0, Math.max(...recent) + wait - nowMs);
}
