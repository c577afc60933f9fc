import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import { businessCalendar } from '#shared/time/business-calendar.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';

const pack = loadPack('infra/localities/hanoi');
const office = businessCalendar(
  parseOpeningHours('Mo-Fr 08:00-11:30,13:30-17:00') ?? [],
  pack.calendar,
  'Asia/Ho_Chi_Minh',
);
const at = (local: string): number => Date.parse(`${local}:00+07:00`);

describe('opening hours', () => {
  it.each(['Mo-Fr 08:00-11:30,13:30-17:00', 'Mo,We-Fr 07:30-12:00; Sa 08:00-11:30', '24/7', 'Mo-Su 00:00-24:00'])(
    'reads %s',
    (text) => expect(parseOpeningHours(text)).toHaveLength(7),
  );

  it.each([
    ...['', 'Mo-Fr', '08:00-17:00', 'Fr-Mo 08:00-17:00', 'Mo 8:00-17:00', 'Mo 08:00-08:00', 'Mo 17:00-08:00'],
    ...[
      'Mo 08:00-12:00,11:00-13:00',
      'Mo 08:60-12:00',
      'Mo 08:00-24:01',
      'Mo 08:00-12:00; Mo 13:00-14:00',
      'Xx 08:00-12:00',
    ],
  ])('refuses “%s”', (text) => expect(parseOpeningHours(text)).toBeUndefined());
});

describe('an office of Hanoi', () => {
  it('opens and closes to the minute, with a lunch', () => {
    expect(office.isOpen(at('2026-11-23T07:59'))).toBe(false);
    expect(office.isOpen(at('2026-11-23T08:00'))).toBe(true);
    expect(office.isOpen(at('2026-11-23T11:30'))).toBe(false);
    expect(office.isOpen(at('2026-11-23T16:59'))).toBe(true);
    expect(office.isOpen(at('2026-11-22T09:00'))).toBe(false);
  });

  it('rests on holidays and works on the days made up for', () => {
    expect(office.isWorkingDay('2026-08-31')).toBe(false);
    expect(office.isWorkingDay('2026-08-22')).toBe(true);
    expect(office.isOpen(at('2026-08-22T14:00'))).toBe(true);
    // A day of school holidays is a working day.
    expect(office.isWorkingDay('2026-07-01')).toBe(true);
  });

  it('counts seven hours of a working day, none of Tết', () => {
    expect(office.openSeconds(at('2026-11-23T00:00'), at('2026-11-24T00:00'))).toBe(7 * 3_600);
    expect(office.openSeconds(at('2026-02-14T00:00'), at('2026-02-23T00:00'))).toBe(0);
    expect(office.openSeconds(at('2026-11-23T11:00'), at('2026-11-23T14:00'))).toBe(3_600);
    expect(office.openSeconds(at('2026-11-23T14:00'), at('2026-11-23T11:00'))).toBe(0);
  });

  it('adds working days across Tết and over a day made up for', () => {
    expect(office.addWorkingDays('2026-02-13', 1)).toBe('2026-02-23');
    expect(office.addWorkingDays('2026-08-21', 1)).toBe('2026-08-22');
    expect(office.addWorkingDays('2026-08-28', 1)).toBe('2026-09-03');
    expect(office.addWorkingDays('2026-11-22', 0)).toBe('2026-11-22');
    expect(office.closesAt('2026-11-23')).toBe(at('2026-11-23T17:00'));
    expect(office.closesAt('2026-11-22')).toBeUndefined();
  });

  it('counts the same in one piece as in two', () => {
    const day = fc.integer({ min: at('2025-01-01T00:00'), max: at('2027-12-31T00:00') });
    fc.assert(
      fc.property(day, fc.nat(20 * 86_400_000), fc.nat(20 * 86_400_000), (from, one, two) => {
        const [mid, to] = [from + one, from + one + two];
        expect(office.openSeconds(from, to)).toBeCloseTo(
          office.openSeconds(from, mid) + office.openSeconds(mid, to),
          6,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('never opens where no hours are given, and says so without searching for ever', () => {
    const never = businessCalendar([], [], 'Asia/Ho_Chi_Minh');
    expect(never.isOpen(at('2026-11-23T09:00'))).toBe(false);
    expect(never.addWorkingDays('2026-11-23', 1) > '2027-01-01').toBe(true);
  });
});
