import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workOutToReach, type Course } from '#shared/kpi/to-reach.ts';

const day = 86_400_000;
const aCourse = (over: Partial<Course> = {}): Course => ({
  ...{ numerator: 600, denominator: 1_000, target: 0.8, direction: 'at_least', bounded: true, pieces: true },
  ...{ elapsedMs: 10 * day, leftMs: 20 * day },
  ...over,
});

describe('to reach a target in time', () => {
  it('says how many a day, and how many of these more than now', () => {
    // 3,000 records by the end, 2,400 of them online: 1,800 in 20 days, where 60 a day come now.
    expect(workOutToReach(aCourse())).toEqual({
      ...{ state: 'reachable', daysLeft: 20, perDay: 90, nowPerDay: 60, morePerDay: 30, restValue: 0.9 },
    });
  });

  it('says when it cannot be reached any more, and the best there is', () => {
    expect(workOutToReach(aCourse({ numerator: 300 }))).toEqual({
      state: 'unreachable',
      daysLeft: 20,
      bestValue: 2_300 / 3_000,
    });
    const most = aCourse({ direction: 'at_most', target: 0.1, numerator: 500 });
    expect(workOutToReach(most)).toEqual({ state: 'unreachable', daysLeft: 20, bestValue: 500 / 3_000 });
  });

  it('says when nothing that comes can spoil it', () => {
    expect(workOutToReach(aCourse({ numerator: 1_000, leftMs: day / 4 }))).toMatchObject({ state: 'safe' });
  });

  it('takes a target for what its digits say', () => {
    // 0.1 × 30 is 3 in tenths and 3.0000000000000004 in binary, which rounds up to 4.
    expect(workOutToReach(aCourse({ numerator: 0, denominator: 10, target: 0.1 }))).toMatchObject({
      restValue: 3 / 20,
    });
    expect(workOutToReach(aCourse({ numerator: 0, denominator: 10, target: 1e-7 }))).toMatchObject({
      restValue: 1 / 20,
    });
  });

  it('counts up to a number, and keeps under one', () => {
    const count = { denominator: null, target: 1_000, bounded: false };
    expect(workOutToReach(aCourse(count))).toMatchObject({ perDay: 20, nowPerDay: 60, morePerDay: 0 });
    expect(workOutToReach(aCourse({ ...count, numerator: 100 }))).toMatchObject({ perDay: 45, morePerDay: 35 });
    expect(workOutToReach(aCourse({ ...count, numerator: 2_000 }))).toMatchObject({ state: 'safe' });
  });

  it('has nothing to say when the time is over or nothing has come yet', () => {
    expect(workOutToReach(aCourse({ leftMs: 0 }))).toBeNull();
    expect(workOutToReach(aCourse({ elapsedMs: 0 }))).toBeNull();
    expect(workOutToReach(aCourse({ numerator: 0, denominator: 0 }))).toBeNull();
  });

  it('is exact: what it asks for reaches the target, and one less in all does not', () => {
    const target = fc.integer({ min: 1, max: 100 }).map((percent) => percent / 100);
    const counts = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(counts, counts, counts, target, (denominator, part, more, target) => {
        const numerator = Math.min(part, denominator);
        const course = aCourse({ numerator, denominator, target, stillToCome: more });
        const said = workOutToReach(course);
        const reaches = (of: number): boolean =>
          100 * (numerator + of) >= Math.round(target * 100) * (denominator + more);
        expect(said).not.toBeNull();
        if (said?.state === 'safe') expect(reaches(0)).toBe(true);
        if (said?.state === 'unreachable') expect(reaches(more)).toBe(false);
        if (said?.state !== 'reachable') return;
        const needed = Math.round((said.restValue ?? 0) * more);
        expect(reaches(needed)).toBe(true);
        expect(reaches(needed - 1)).toBe(false);
        expect((said.perDay ?? 0) * 20).toBeGreaterThanOrEqual(needed);
        expect(((said.perDay ?? 0) - 1) * 20).toBeLessThan(needed);
      }),
    );
  });
});
