import { expect, test } from 'vitest';
import { keepAlive, restartDelayMs } from '../../../infra/setup/process/keep-alive.ts';

test('the delay before a restart doubles up to ten seconds', () => {
  const delays = [0, 250, 500, 4000, 8000, 10_000].map((previousMs) => restartDelayMs(previousMs, 100));
  expect(delays).toEqual([250, 500, 1000, 8000, 10_000, 10_000]);
});

test('a minute of steady life makes the next delay short again', () => {
  expect(restartDelayMs(10_000, 60_000)).toBe(250);
});

test('a launch that throws is a start that failed: it is told and tried again', async () => {
  const told: string[] = [];
  let launches = 0;
  const kept = keepAlive({
    name: 'server',
    launch: () => {
      launches += 1;
      throw new Error('no room on the disk');
    },
    waitReady: () => Promise.resolve('ready'),
    firstReadyMs: 700,
    report: ({ text }) => told.push(text),
  });
  await expect(kept.ready).rejects.toThrow('no room on the disk');
  await kept.stop();
  expect(launches).toBeGreaterThan(1);
  expect(told[0]).toContain('starting it again');
});
