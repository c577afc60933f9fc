import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findBottlenecks } from '#shared/promises/bottleneck.ts';
import { countProcedures } from '#shared/promises/procedure-counts.ts';
import { findStepWaits } from '#shared/promises/step-waits.ts';
import { trendOf } from '#shared/promises/trend.ts';
import { sumLocalFaults } from '#shared/promises/upstream.ts';

const row = (metric: string, procedure: string, n: number, sum = n) => ({
  ...{ piece: 0, unit: '', metric, dim: `procedure=${procedure}`, n, sum },
});

it('finds the procedure that keeps records off line, and what the share would gain', () => {
  // As certified copies were in Hai Phong: 21.4 % of what came to counters.
  const counts = countProcedures('direct', [
    row('record.online', '2.000815', 36),
    row('record.direct', '2.000815', 214),
    row('record.direct', '1.001193', 400),
    row('record.direct', '1.000894', 386),
    row('record.online', '1.001193', 964),
  ]);
  const found = findBottlenecks(counts, 2_000);
  expect(found.map(({ procedure, held }) => [procedure, held])).toEqual([
    ['1.001193', 400],
    ['1.000894', 386],
    ['2.000815', 214],
  ]);
  expect(found[2]).toMatchObject({ ofHeld: 0.214, upToHere: 1, share: 36 / 250, gain: 0.107, whole: 250 });
});

it('counts what is not online to the end, and what was late', () => {
  const full = [row('record.online', 'A', 10), row('record.full_process', 'A', 4), row('record.direct', 'A', 5)];
  expect(countProcedures('not_full', full)).toEqual([{ procedure: 'A', whole: 15, held: 11 }]);
  expect(countProcedures('late', [row('record.on_time', 'A', 10, 7)])).toEqual([
    { procedure: 'A', whole: 10, held: 3 },
  ]);
  expect(countProcedures('returned', full)).toEqual([]);
});

it('shares out all that is held, the most first', () => {
  const count = fc.record({ procedure: fc.string(), whole: fc.integer({ min: 1, max: 500 }), held: fc.nat(500) });
  const counts = fc.uniqueArray(count, { selector: ({ procedure }) => procedure, minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(counts, (given) => {
      const found = findBottlenecks(given, 10_000);
      const all = given.reduce((sum, { held }) => sum + held, 0);
      expect(found.at(-1)?.upToHere).toBe(all > 0 ? 1 : 0);
      expect(found.map(({ held }) => held)).toEqual(given.map(({ held }) => held).sort((a, b) => b - a));
    }),
  );
});

it('finds between which moves records wait, each record by itself', () => {
  const waits = findStepWaits([
    { record: 'a', step: 'submitted', atMs: 0 },
    { record: 'b', step: 'submitted', atMs: 50 },
    { record: 'a', step: 'approved', atMs: 400 },
    { record: 'a', step: 'checked', atMs: 100 },
    { record: 'b', step: 'checked', atMs: 350 },
  ]);
  expect(waits).toEqual([
    { from: 'submitted', to: 'checked', n: 2, medianMs: 100, p90Ms: 300, totalMs: 400 },
    { from: 'checked', to: 'approved', n: 1, medianMs: 300, p90Ms: 300, totalMs: 300 },
  ]);
});

it('sets a week against the week before, and says nothing of days that counted nothing', () => {
  const day = (name: string, numerator: number, denominator: number) => ({
    day: name,
    sums: new Map([
      ['numerator', numerator],
      ['denominator', denominator],
    ]),
  });
  const measure = { how: 'ratio', numerator: [], denominator: [] } as const;
  const days = [day('2026-11-06', 5, 10), day('2026-11-13', 8, 10), day('2026-11-19', 7, 10), day('2026-11-20', 0, 9)];
  expect(trendOf(days, measure, true, '2026-11-20')).toEqual({ last: 0.75, before: 0.5, change: 0.25 });
  expect(trendOf(days.slice(1), measure, true, '2026-11-20')).toEqual({ last: 0.75, before: null, change: null });
});

it('counts faults that overlap once, and only within the period', () => {
  const fault = (unit: string, fromMs: number, toMs: number) => ({ unit, fromMs, toMs });
  const faults = [fault('A', 0, 30), fault('A', 20, 50), fault('A', 90, 200), fault('B', 0, 5)];
  expect(sumLocalFaults(faults, { fromMs: 10, toMs: 100 })).toEqual(
    new Map([
      ['A', 50],
      ['B', 0],
    ]),
  );
});
