import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAILURE_WINDOW_MS, loginWaitMs } from '#shared/access/login-throttle.ts';

const NOW = 1_800_000_000_000;
const none = { pair: [], address: [], account: [] };
const failedAt = (...agoMs: number[]): number[] => agoMs.map((ago) => NOW - ago);

describe('login throttle', () => {
  it('lets a person mistype four times', () => {
    expect(loginWaitMs({ ...none, pair: failedAt(4, 3, 2, 1) }, NOW)).toBe(0);
  });

  it('makes the wait double from the fifth failure on', () => {
    const waits = [5, 6, 7].map((count) => loginWaitMs({ ...none, pair: Array<number>(count).fill(NOW) }, NOW));
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });

  it('counts the wait from the last failure', () => {
    expect(loginWaitMs({ ...none, pair: failedAt(9_000, 8_000, 7_000, 6_000, 500) }, NOW)).toBe(1_500);
    expect(loginWaitMs({ ...none, pair: failedAt(9_000, 8_000, 7_000, 6_000, 2_500) }, NOW)).toBe(0);
  });

  it('limits an address that tries many accounts', () => {
    expect(loginWaitMs({ ...none, address: Array<number>(40).fill(NOW) }, NOW)).toBeGreaterThan(60_000);
  });

  it('never keeps the owner of an account out for long because of strangers', () => {
    expect(loginWaitMs({ ...none, account: Array<number>(100).fill(NOW) }, NOW)).toBe(30_000);
  });

  it('forgets after the window, and never waits longer than it', () => {
    const times = fc.array(fc.integer({ min: NOW - 2 * FAILURE_WINDOW_MS, max: NOW }), { maxLength: 120 });
    fc.assert(
      fc.property(times, times, times, (pair, address, account) => {
        const failures = { pair, address, account };
        const wait = loginWaitMs(failures, NOW);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(FAILURE_WINDOW_MS);
        expect(loginWaitMs(failures, NOW + FAILURE_WINDOW_MS)).toBe(0);
      }),
    );
  });
});
