import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastTold } from '#shared/forecast/queue/forecast-told.ts';
import { sameHour, seenAt } from '#shared/forecast/queue/last-week.ts';
import { hasTickets, quarterMs } from '#shared/forecast/queue/place-day.ts';
import { steadyCourse } from '#shared/forecast/queue/steady-course.ts';
import { runQueue } from '#shared/forecast/queue/run-queue.ts';
import { pickUsualDays } from '#shared/forecast/queue/usual-days.ts';
import {
  aDay,
  anOfficeDay,
  at,
  expectAt,
  office,
  officeWith,
  ordinary,
  startOf,
  usualOf,
  weeksBefore,
} from './a-place.ts';

const monday = '2026-10-19';
const few = fc.integer({ min: 0, max: 30 });
const anyDay = fc.array(few, { minLength: 96, maxLength: 96 });

describe('the next two hours of a place', () => {
  it('are never less than nothing, and the interval holds its ends in order', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, fc.integer({ min: 8, max: 16 }), (one, other, now, hour) => {
        const usual = usualOf(
          weeksBefore(monday, 2, (day) => anOfficeDay(day, (which) => (day > '2026-10-10' ? one : other)[which] ?? 0)),
        );
        for (const step of expectAt(
          hour,
          anOfficeDay(monday, (which) => now[which] ?? 0),
          usual,
        )) {
          for (const value of Object.values(step)) expect(value ?? 0).toBeGreaterThanOrEqual(0);
          expect(step.waitingLow).toBeLessThanOrEqual(step.waitingHigh ?? 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are the usual ones on a usual day: history that repeats itself by the week is forecast to the last person', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 8, max: 15 }), (one, hour) => {
        const today = anOfficeDay(monday, (which) => one[which] ?? 0);
        const usual = usualOf(weeksBefore(monday, 4, (day) => anOfficeDay(day, (which) => one[which] ?? 0)));
        for (const { atMs, arrivals, waiting, waitMs } of expectAt(hour, today, usual)) {
          const which = (atMs - today.startMs) / quarterMs;
          const isOpen = office.isOpen(atMs);
          const seen = seenAt(today, which);
          expect(arrivals).toBeCloseTo(isOpen ? (one[which] ?? 0) : 0, 9);
          if (isOpen) expect(waiting).toBeCloseTo(seen.waiting, 6);
          if (isOpen && seen.waitMs !== null) expect(waitMs).toBeCloseTo(seen.waitMs, 3);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are empty where the place is closed: at night, on a holiday, after the last closing', () => {
    const usual = usualOf(weeksBefore(monday, 3, (day) => anOfficeDay(day, () => 6)));
    const holiday = expectAt(
      9,
      aDay(monday, () => ({})),
      usual,
      officeWith([{ date: monday, kind: 'holiday' }]).openOn(monday),
    );
    const evening = expectAt(
      17,
      anOfficeDay(monday, () => 6),
      usual,
    );
    const night = expectAt(
      3,
      anOfficeDay(monday, () => 6),
      usual,
    );
    for (const step of [...holiday, ...evening, ...night]) {
      expect(step).toMatchObject({ arrivals: 0, waiting: 0, waitingHigh: 0, waitMs: null });
    }
  });

  it('hold more people on a day on which more come, and who waits now still waits in a quarter of an hour', () => {
    const usual = usualOf(weeksBefore(monday, 4, (day) => anOfficeDay(day, () => 3)));
    const calm = expectAt(
      10,
      anOfficeDay(monday, () => 3),
      usual,
    );
    const busy = expectAt(
      10,
      anOfficeDay(monday, () => 9),
      usual,
    );
    expect(calm[3]?.waiting).toBeCloseTo(0, 6);
    expect(busy[3]?.arrivals).toBeGreaterThan(4);
    expect(busy[0]?.waiting).toBeGreaterThan(30);
    expect(busy[7]?.waiting).toBeGreaterThan(30);
    expect(busy[0]?.waitMs).toBeGreaterThan(30 * 60_000);
  });

  it('hold longer waits where counters are missing', () => {
    const usual = usualOf(weeksBefore(monday, 4, (day) => anOfficeDay(day, () => 3)));
    const today = anOfficeDay(monday, () => 3);
    const short = { ...today, quarters: today.quarters.map((one) => ({ ...one, opened: Math.min(one.opened, 1) })) };
    const [full, half] = [expectAt(9, today, usual)[7], expectAt(9, short, usual)[7]];
    expect(half?.waiting).toBeGreaterThan((full?.waiting ?? 0) + 1);
  });
});

describe('the queue itself', () => {
  const run = { startMs: 0, serviceMs: 360_000, leavePerMs: 0 };
  const stretches = (arrivalsPerMs: number, counters: number) =>
    Array.from({ length: 16 }, (_, which) => ({ toMs: (which + 1) * quarterMs, arrivalsPerMs, counters }));

  it('drains when nobody comes any more', () => {
    const marks = runQueue({ ...run, inSystem: 22, stretches: stretches(0, 2) });
    for (const [which, { waiting }] of marks.entries())
      expect(waiting).toBeLessThanOrEqual(marks[which - 1]?.waiting ?? 20);
    expect(marks[0]?.waiting).toBeCloseTo(15, 1);
    expect(marks.at(-1)?.waiting).toBeLessThan(0.001);
  });

  it('settles where the formula of Erlang says', () => {
    // Two counters, three quarters busy: Lq = 27/14.
    const [last] = runQueue({
      ...run,
      inSystem: 2,
      stretches: [{ toMs: 100 * 3_600_000, arrivalsPerMs: 1.5 / 360_000, counters: 2 }],
    });
    expect(last?.waiting).toBeCloseTo(27 / 14, 3);
  });

  it('loses those who do not wait', () => {
    const stay = runQueue({ ...run, inSystem: 22, stretches: stretches(1 / 60_000, 2) });
    const leave = runQueue({ ...run, inSystem: 22, stretches: stretches(1 / 60_000, 2), leavePerMs: 1 / 1_800_000 });
    expect(leave.at(-1)?.waiting).toBeLessThan((stay.at(-1)?.waiting ?? 0) / 3);
  });
});

describe('what is usual', () => {
  const isCounted = hasTickets;

  it('is not told from a holiday, though the week before is copied by the naive forecast', () => {
    const holiday = '2026-10-12';
    const kinds = {
      isWorkingDay: officeWith([{ date: holiday, kind: 'holiday' }]).isWorkingDay,
      isCompensatory: () => false,
    };
    const history = weeksBefore(monday, 4, (day) =>
      day === holiday ? aDay(day, () => ({})) : anOfficeDay(day, () => 6),
    );
    const usual = pickUsualDays(monday, history, { ...kinds, isCounted });
    expect('days' in usual && usual.days.map(({ day }) => day)).toEqual(['2026-10-05', '2026-09-28', '2026-09-21']);
    const expected = expectAt(
      10,
      anOfficeDay(monday, () => 6),
      usualOf('days' in usual ? usual.days : []),
    );
    const truth = anOfficeDay(monday, () => 6);
    expect(expected[3]?.waiting).toBeCloseTo(seenAt(truth, at(11)).waiting, 6);
    expect(sameHour(history[0] ?? truth, at(11)).waiting).toBe(0);
  });

  it('is that of all working days for a day worked in place of another, and where a weekday is too young', () => {
    const days = ['2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16'].map((day) => anOfficeDay(day, () => 3));
    expect(
      pickUsualDays('2026-10-17', days, { ...ordinary, isCompensatory: (day) => day === '2026-10-17', isCounted }),
    ).toMatchObject({ basis: 'working-days' });
    expect(pickUsualDays(monday, days, { ...ordinary, isCounted })).toMatchObject({ basis: 'working-days' });
  });

  it('is unknown from too few days, and says how few; a silent day is none', () => {
    const days = [
      anOfficeDay('2026-10-13', () => 3),
      anOfficeDay('2026-10-14', () => 3),
      aDay('2026-10-15', () => ({})),
    ];
    expect(pickUsualDays(monday, days, { ...ordinary, isCounted })).toEqual({ have: 2, needed: 3 });
  });
});

it('a place that only tells its wait: the usual one, and what now is more wears off', () => {
  const told = (minutes: number) => (day: string) => aDay(day, () => ({ told: 3, toldMs: 3 * minutes * 60_000 }));
  const usual = weeksBefore(monday, 3, told(10));
  const today = { ...told(30)(monday), quarters: told(30)(monday).quarters.slice(0, at(9)) };
  const steps = forecastTold(today, usual, {
    nowMs: startOf(monday) + at(9) * quarterMs,
    opening: office.openOn(monday),
  });
  expect(steps[0]?.waitMs).toBeGreaterThan(25 * 60_000);
  expect(steps[2]?.waitMs).toBeCloseTo(20 * 60_000, 0);
  expect(steps[7]?.waitMs).toBeLessThan(14 * 60_000);
  expect(steps.every(({ waiting }) => waiting === null)).toBe(true);
});

describe('the middle of some days', () => {
  const everywhere = (): boolean => true;

  it('is what the days were where they are alike, however they rise and fall', () => {
    const day = [1, 9, 2, 8, 3, 7];
    expect(steadyCourse([day, day, day], everywhere)).toEqual(day);
  });

  it('is drawn to the hour around it where days scatter about one level, and never past closing', () => {
    const days = [
      [4, 8, 2, 9, 3, 0],
      [8, 2, 9, 3, 7, 0],
    ];
    const course = steadyCourse(days, (which) => which < 5);
    for (const value of course.slice(0, 5)) expect(Math.abs((value ?? 0) - 5.5)).toBeLessThan(0.6);
    expect(course[5]).toBe(0);
  });
});
