import { expect, test } from 'vitest';
import { judgeCondition } from '#shared/health/judge-condition.ts';
import { createConditionWatch } from '#shared/health/watch-conditions.ts';
import type { SystemCondition } from '#shared/wire/health.ts';

const lag = { name: 'log-lag', process: 'writer' } as const;
const at = (s: number): string => new Date(s * 1_000).toISOString();

/** Judges figures one after another, a second apart; each is its state and since when. */
function judgeAll(values: readonly (number | null)[]): readonly [string, string][] {
  let before: SystemCondition | undefined;
  return values.map((value, s) => {
    before = judgeCondition(lag, value, { before, nowMs: s * 1_000 });
    return [before.state, before.since];
  });
}

test('a figure goes up at its limits and comes down only well below them', () => {
  const states = judgeAll([0, 9.9, 10, 9, 8.1, 7.9, 60, 50, 47, 9, 7]).map(([state]) => state);
  expect(states).toEqual([
    ...['ok', 'ok', 'warning', 'warning', 'warning', 'ok'],
    ...['critical', 'critical', 'warning', 'warning', 'ok'],
  ]);
});

test('since is when the state began, however the figure moves within it', () => {
  expect(judgeAll([0, 20, 30, 15, 0, 0])).toEqual([
    ['ok', at(0)],
    ['warning', at(1)],
    ['warning', at(1)],
    ['warning', at(1)],
    ['ok', at(4)],
    ['ok', at(4)],
  ]);
});

test('what cannot be read is unknown, and is judged afresh when it can', () => {
  expect(judgeAll([20, null, Number.NaN, 9])).toEqual([
    ['warning', at(0)],
    ['unknown', at(1)],
    ['unknown', at(1)],
    ['ok', at(3)],
  ]);
});

test('a watch tells of every new state once, and of none that begins well', () => {
  let value: number | null = 0;
  const heard: string[] = [];
  const watch = createConditionWatch([{ ...lag, read: () => value }], {
    now: () => 0,
    onChange: ({ state }) => heard.push(state),
  });
  for (const next of [0, 0, 12, 13, null, null, 0]) {
    value = next;
    watch.look();
  }
  expect(heard).toEqual(['warning', 'unknown', 'ok']);
  expect(watch.current()).toMatchObject([{ state: 'ok', value: 0, warnAt: 10, criticalAt: 60, unit: 's' }]);
});
