import type { Pack } from '#shared/locality/pack.ts';
import { businessCalendar, type BusinessCalendar } from '#shared/time/business-calendar.ts';
import { civilCalendar, type CivilCalendar } from '#shared/time/civil-day.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import { dayMs } from '#shared/time/wall-clock.ts';
import { remember, rememberOffice } from './remember-office.ts';

/** A city's days as its pack gives them. Days are civil days, `2026-11-23`. */
export type CityCalendar = CivilCalendar & {
  /** Milliseconds since the civil day began. */
  readonly timeOfDay: (timeMs: number) => number;
  /** Monday 0. */
  readonly weekdayOf: (day: string) => number;
  readonly dayAfter: (day: string, days?: number) => string;
  readonly isHoliday: (day: string) => boolean;
  readonly isSchoolHoliday: (day: string) => boolean;
  /** A day of rest that is worked in place of another day. */
  readonly isCompensatory: (day: string) => boolean;
  /** The calendar of an office with opening hours as the pack writes them; the same one for the same text. */
  readonly officeOf: (opening: string) => BusinessCalendar;
  /** The usual hours of the city's offices. */
  readonly office: BusinessCalendar;
};

/** Reads the days from a pack. */
export function cityCalendar(pack: Pack): CityCalendar {
  const civil = civilCalendar(pack.timeZone);
  const daysOf = (kind: string): ReadonlySet<string> =>
    new Set(pack.calendar.filter((day) => day.kind === kind).map(({ date }) => date));
  const holidays = daysOf('holiday');
  const schoolHolidays = daysOf('school_holiday');
  const compensatory = daysOf('compensatory_work');
  const offices = new Map<string, BusinessCalendar>();
  const officeOf = (opening: string): BusinessCalendar => {
    const known = offices.get(opening);
    if (known) return known;
    const hours = parseOpeningHours(opening);
    if (!hours) throw new Error(`opening hours “${opening}” cannot be read; check the pack with vonglau pack check`);
    const office = rememberOffice(businessCalendar(hours, pack.calendar, pack.timeZone));
    offices.set(opening, office);
    return office;
  };
  const startOf = remember(civil.startOf);
  const daysAfter = remember((key) => {
    const [day = '', days] = key.split('+');
    return new Date(Date.parse(`${day}T00:00:00Z`) + Number(days) * dayMs).toISOString().slice(0, 10);
  });
  return {
    ...civil,
    startOf,
    timeOfDay: (timeMs) => timeMs - startOf(civil.dayOf(timeMs)),
    weekdayOf: remember((day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7),
    dayAfter: (day, days = 1) => daysAfter(`${day}+${days}`),
    isHoliday: (day) => holidays.has(day),
    isSchoolHoliday: (day) => schoolHolidays.has(day),
    isCompensatory: (day) => compensatory.has(day),
    officeOf,
    office: officeOf(pack.placeholders.opening),
  };
}
