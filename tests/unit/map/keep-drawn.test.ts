import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepDrawn, type MapStatus } from '../../../display/src/lib/map/keep-drawn.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const waits = { firstRetryMs: 1_000, lastRetryMs: 8_000, random: () => 0 };

function aMap(fails: number) {
  const told: MapStatus[] = [];
  const drawnAt: number[] = [];
  const startMs = Date.now();
  let lose = (): void => undefined;
  let left = fails;
  const stop = keepDrawn({
    ...waits,
    draw: async (onFatal) => {
      drawnAt.push(Date.now() - startMs);
      lose = onFatal;
      if (left-- > 0) return Promise.reject(new Error('not fetched'));
    },
    tell: (status) => told.push(status),
  });
  return {
    told,
    drawnAt,
    stop,
    lose: () => {
      lose();
    },
  };
}

test('a map that cannot be drawn is tried again with growing waits until it is', async () => {
  const { told, drawnAt } = aMap(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(drawnAt).toEqual([0, 1_000, 3_000, 7_000]);
  expect(told).toEqual(['failed', 'failed', 'failed', 'drawn']);
});

test('one that is lost is drawn again, later each time it is lost at once, and soon once it had stood', async () => {
  const { drawnAt, lose } = aMap(0);
  await vi.advanceTimersByTimeAsync(10);
  lose();
  // Told twice, it is tried once.
  lose();
  await vi.advanceTimersByTimeAsync(1_000);
  lose();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(drawnAt).toEqual([0, 1_010, 3_010]);
  await vi.advanceTimersByTimeAsync(8_000);
  lose();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(drawnAt).toHaveLength(4);
});

test('nothing is drawn or told once its place is gone', async () => {
  const { told, drawnAt, stop, lose } = aMap(0);
  stop();
  await vi.advanceTimersByTimeAsync(10);
  lose();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toEqual([]);
  expect(drawnAt).toEqual([0]);
});
