import { forecastQueue } from '#shared/forecast/queue/forecast-queue.ts';
import { nothing, quarterMs, type PlaceDay, type Quarter } from '#shared/forecast/queue/place-day.ts';
import { usualCourse, type UsualCourse } from '#shared/forecast/queue/usual-course.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { businessCalendar, type SpecialDay } from '#shared/time/business-calendar.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';

export const zone = 'Asia/Ho_Chi_Minh';
const hours = parseOpeningHours('Mo-Fr 08:00-12:00,13:30-17:00') ?? [];

export const officeWith = (days: readonly SpecialDay[] = []) => businessCalendar(hours, days, zone);
export const office = officeWith();
export const ordinary = { isWorkingDay: office.isWorkingDay, isCompensatory: () => false };

export const startOf = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
/** The number of the quarter hour that begins at an hour of the day. */
export const at = (hour: number): number => hour * 4;

/** A day whose quarter hours are told by their number; `[from, to)`. */
export function aDay(day: string, of: (at: number) => Partial<Quarter>, to = 96): PlaceDay {
  return {
    ...{ day, startMs: startOf(day) },
    quarters: Array.from({ length: to }, (_, which) => ({ ...nothing, ...of(which) })),
  };
}

/** Two counters from 8 to 17; in each quarter hour of opening `issued(at)` come, and at most four are served, 6 min each. */
export function anOfficeDay(day: string, issued: (at: number) => number, to = 96): PlaceDay {
  let waiting = 0;
  return aDay(
    day,
    (which) => {
      const isOpen = office.openOn(day).some((span) => {
        const ms = startOf(day) + which * quarterMs;
        return span.from <= ms && ms < span.to;
      });
      const opened = which === at(8) ? 2 : 0;
      if (!isOpen) return { closed: which === at(17) ? 2 : 0, opened };
      const came = issued(which);
      const called = Math.min(waiting + came, 4);
      waiting += came - called;
      return { issued: came, called, waitMs: called * 60_000, served: called, serviceMs: called * 360_000, opened };
    },
    to,
  );
}

/** The same weekday of some weeks before, the last one first. */
export function weeksBefore(day: string, weeks: number, make: (day: string) => PlaceDay): PlaceDay[] {
  return Array.from({ length: weeks }, (_, ago) => make(addDays(day, -7 * (ago + 1))));
}

/** What is expected at an hour of a day, from what was counted until then. */
export function expectAt(hour: number, today: PlaceDay, usual: UsualCourse, opening = office.openOn(today.day)) {
  const counted = { ...today, quarters: today.quarters.slice(0, at(hour)) };
  return forecastQueue(counted, usual, { nowMs: today.startMs + at(hour) * quarterMs, opening });
}

export const usualOf = (days: readonly PlaceDay[]): UsualCourse => usualCourse(days);
