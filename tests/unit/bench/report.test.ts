import { expect, test } from 'vitest';
import { toRows } from '../../bench/report/format-table.ts';
import { figuresLeftOut } from '../../bench/scale/sizes-left-out.ts';

const verdictsOf = (figures: Readonly<Record<string, number>>): (string | undefined)[] =>
  toRows(figures).map((row) => row.at(-1));

test('every question of the wall has a verdict: the long ones, and the one that grew most', () => {
  expect(
    verdictsOf({
      query_p95_ms_at_100000000: 9,
      query_long_p95_ms_at_100000000: 51,
      query_growth_100m_over_1m: 1.2,
      query_worst_growth_100m_over_1m: 1.31,
    }),
  ).toEqual(['yes, the aim', 'no', 'yes', 'no']);
  expect(verdictsOf({ query_long_p95_ms_at_10000000: 50, query_worst_growth_100m_over_1m: 1.3 })).toEqual([
    'yes',
    'yes',
  ]);
});

test('a run whose disk has no room for the largest size names the figures it lacks', () => {
  const wanted = [1_000_000, 10_000_000, 100_000_000];
  expect(figuresLeftOut(wanted, wanted)).toEqual([]);
  expect(figuresLeftOut(wanted, wanted.slice(0, 2))).toEqual([
    'query_p95_ms_at_100000000',
    'query_long_p95_ms_at_100000000',
    'query_growth_100m_over_1m',
    'query_worst_growth_100m_over_1m',
    'writer_rate_100m_over_1m',
  ]);
  expect(figuresLeftOut(wanted, [])).toContain('query_p95_ms_at_1000000');
});
