import { expect, test } from 'vitest';
import { restartDelayMs } from '../../../infra/setup/process/keep-alive.ts';

test('the delay before a restart doubles up to ten seconds', () => {
  const delays = [0, 250, 500, 4000, 8000, 10_000].map((previousMs) => restartDelayMs(previousMs, 100));
  expect(delays).toEqual([250, 500, 1000, 8000, 10_000, 10_000]);
});

test('a minute of steady life makes the next delay short again', () => {
  expect(restartDelayMs(10_000, 60_000)).toBe(250);
});
