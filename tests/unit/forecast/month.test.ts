import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumTrials } from '#shared/forecast/measure/errors.ts';
import { tryMonths } from '#shared/forecast/measure/try-month.ts';
import { addSums, valueOf, type AdditiveMeasure, type DaySums } from '#shared/forecast/month/day-sums.ts';
import { projectMonth } from '#shared/forecast/month/project-month.ts';
import { addDays, monthOf } from '#shared/kpi/ledger/days.ts';
import { officeWith, ordinary } from './a-place.ts';

const ratio: AdditiveMeasure = { how: 'ratio', numerator: [], denominator: [] };
const october = monthOf('2026-10-01');

/** Days from one to before another, whose numerator and denominator go by the weekday, Sunday 0. */
function days(from: string, to: string, of: (day: string, weekday: number) => [number, number]): DaySums[] {
  const list: DaySums[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) {
    const [numerator, denominator] = of(day, new Date(`${day}T00:00:00Z`).getUTCDay());
    list.push({ day, sums: new Map(Object.entries({ numerator, denominator })) });
  }
  return list;
}

const week = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 90 })), {
  minLength: 7,
  maxLength: 7,
});

describe('a KPI at the end of the month', () => {
  it('is exactly what comes, where every week is like the one before, whatever the day it is asked on', () => {
    fc.assert(
      fc.property(week, fc.integer({ min: 1, max: 31 }), (shape, dayOfMonth) => {
        const all = days('2026-08-03', october.to, (_, weekday) => shape[weekday] ?? [0, 0]);
        const today = `2026-10-${String(dayOfMonth).padStart(2, '0')}`;
        const whole = addSums(all.filter(({ day }) => day >= october.from));
        const known = all.filter(({ day }) => day < today);
        const projected = projectMonth({
          measure: ratio,
          isShare: true,
          days: known,
          today,
          month: october,
          kinds: ordinary,
        });
        expect(projected).toEqual(valueOf(ratio, true, whole));
      }),
    );
  });

  it('counts what came today once', () => {
    const all = days('2026-08-03', '2026-10-14', () => [10, 20]);
    const half = {
      day: '2026-10-14',
      sums: new Map([
        ['numerator', 4],
        ['denominator', 9],
      ]),
    };
    const projected = projectMonth({
      measure: ratio,
      isShare: true,
      days: [...all, half],
      today: '2026-10-14',
      month: october,
      kinds: ordinary,
    });
    expect(projected).toMatchObject({ numerator: 310, denominator: 620 });
  });

  it('expects of a holiday what a day of rest brings, and takes no holiday for a usual day', () => {
    const holidays = new Set(['2026-10-12', '2026-10-26']);
    const { isWorkingDay } = officeWith([...holidays].map((date) => ({ date, kind: 'holiday' as const })));
    const kinds = { isWorkingDay, isCompensatory: () => false };
    const all = days('2026-08-03', october.to, (day) => (isWorkingDay(day) ? [10, 20] : [1, 2]));
    const known = all.filter(({ day }) => day < '2026-10-19');
    const projected = projectMonth({
      measure: ratio,
      isShare: true,
      days: known,
      today: '2026-10-19',
      month: october,
      kinds,
    });
    expect(projected).toMatchObject({
      numerator: addSums(all.filter(({ day }) => day >= october.from)).get('numerator'),
    });
  });

  it('a share is at most one; denominators that are known are kept to', () => {
    const all = days('2026-09-01', '2026-10-10', () => [10, 10]);
    const asked = {
      measure: { how: 'availability', metric: 'x', kinds: [], hours: 'always' } as const,
      isShare: true,
      days: all,
    };
    const projected = projectMonth({
      ...asked,
      today: '2026-10-10',
      month: october,
      kinds: ordinary,
      expected: () => 40,
    });
    expect(projected).toMatchObject({ value: 1, denominator: 9 * 10 + 22 * 40 });
  });

  it('is unknown from less than a week, and says how little there is', () => {
    const all = days('2026-10-01', '2026-10-05', () => [1, 2]);
    expect(
      projectMonth({ measure: ratio, isShare: true, days: all, today: '2026-10-05', month: october, kinds: ordinary }),
    ).toEqual({ have: 4, needed: 7 });
  });

  it('is measured against the value so far, and a tie is nobody’s', () => {
    const all = days('2026-08-03', '2026-11-01', (_, weekday) => [weekday, 10]);
    const asked = {
      kpi: 'online_share',
      subject: '',
      months: ['2026-10-01'],
      days: all,
      measure: ratio,
      isShare: true,
      kinds: ordinary,
    };
    const errors = sumTrials(tryMonths(asked));
    expect(errors.map(({ kind, horizon, mae, n }) => [kind, horizon, mae, n])).toEqual([
      ['kpi:online_share', 21, 0, 1],
      ['kpi:online_share', 14, 0, 1],
      ['kpi:online_share', 7, 0, 1],
    ]);
    expect(errors[0]?.maeNaive).toBeGreaterThan(0);
    const [tie] = sumTrials([
      { kind: 'queue-length', subject: 'P1', horizon: 30, forecast: 1.2, naive: 0.8, actual: 1 },
    ]);
    expect(tie).toMatchObject({ wins: 0, losses: 0 });
  });
});
