import type { PlaceDay } from './place-day.ts';

/** What is usual is told from so many days at most of the same weekday, or of working days. */
const sameWeekdays = 5;
const workingDays = 10;
/** With fewer days of the same weekday than this, working days of all weekdays take their place; with fewer, none. */
export const fewestSameWeekdays = 2;
export const fewestWorkingDays = 3;

/** What the calendar says of days. */
export type DayKinds = {
  readonly isWorkingDay: (day: string) => boolean;
  /** A day of rest that is worked in place of another. */
  readonly isCompensatory: (day: string) => boolean;
};

/** The days that tell what is usual; or how many there are of those needed. */
export type UsualDays =
  | { readonly basis: 'weekday' | 'working-days'; readonly days: readonly PlaceDay[] }
  | { readonly have: number; readonly needed: number };

/**
 * Picks the days before `day` that are like it: the last ones of its weekday on which the place worked as on any such
 * day. Holidays, days worked in place of others, and days that counted nothing are like no other day.
 */
export function pickUsualDays(
  day: string,
  history: readonly PlaceDay[],
  { isWorkingDay, isCompensatory, isCounted }: DayKinds & { readonly isCounted: (day: PlaceDay) => boolean },
): UsualDays {
  const ordinary = history
    .filter((one) => one.day < day && isWorkingDay(one.day) && !isCompensatory(one.day) && isCounted(one))
    .sort((one, other) => (one.day < other.day ? 1 : -1));
  const alike = isCompensatory(day) ? [] : ordinary.filter((one) => weekdayOf(one.day) === weekdayOf(day));
  if (alike.length >= fewestSameWeekdays) return { basis: 'weekday', days: alike.slice(0, sameWeekdays) };
  if (ordinary.length >= fewestWorkingDays) return { basis: 'working-days', days: ordinary.slice(0, workingDays) };
  return { have: ordinary.length, needed: fewestWorkingDays };
}

/** Sunday 0. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
