import { expect, it } from 'vitest';
import fc from 'fast-check';
import { daysAround, daysBefore, latestDue } from '#shared/brief/period.ts';
import { addDays, countDays } from '#shared/kpi/ledger/days.ts';

const daily = { every: 'daily', onDay: 0, at: '07:00' } as const;
const weekly = { every: 'weekly', onDay: 1, at: '07:00' } as const;
/** From the 15th to the 14th, as the report periods of offices are cut. */
const monthly = { every: 'monthly', onDay: 15, at: '08:30' } as const;

it('is about the days since the issue before', () => {
  expect(latestDue(daily, { day: '2026-11-28', time: '07:00' })).toEqual({ from: '2026-11-27', to: '2026-11-28' });
  expect(latestDue(daily, { day: '2026-11-28', time: '06:59' })).toEqual({ from: '2026-11-26', to: '2026-11-27' });
  // 30 November 2026 is a Monday.
  expect(latestDue(weekly, { day: '2026-11-30', time: '07:00' })).toEqual({ from: '2026-11-23', to: '2026-11-30' });
  expect(latestDue(weekly, { day: '2026-11-30', time: '06:59' })).toEqual({ from: '2026-11-16', to: '2026-11-23' });
  expect(latestDue(weekly, { day: '2026-12-03', time: '12:00' })).toEqual({ from: '2026-11-23', to: '2026-11-30' });
  expect(latestDue(monthly, { day: '2027-01-15', time: '09:00' })).toEqual({ from: '2026-12-15', to: '2027-01-15' });
  expect(latestDue(monthly, { day: '2027-01-15', time: '08:00' })).toEqual({ from: '2026-11-15', to: '2026-12-15' });
});

it('covers every day once, without gap or overlap, however it is cut', () => {
  const rhythms = fc.constantFrom(
    daily,
    ...[1, 2, 3, 4, 5, 6, 7].map((onDay) => ({ every: 'weekly', onDay }) as const),
    ...[1, 14, 28].map((onDay) => ({ every: 'monthly', onDay }) as const),
  );
  fc.assert(
    fc.property(rhythms, fc.integer({ min: 0, max: 4_000 }), (rhythm, offset) => {
      const day = addDays('2024-01-01', offset);
      const days = daysAround(rhythm, day);
      expect(days.from <= day && day < days.to).toBe(true);
      expect(daysAround(rhythm, addDays(days.to, -1))).toEqual(days);
      expect(daysAround(rhythm, days.to).from).toBe(days.to);
      expect(daysBefore(rhythm, days.to)).toEqual(days);
      expect(countDays(days)).toBeLessThanOrEqual(31);
    }),
  );
});
