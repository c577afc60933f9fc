import { civilCalendar } from '#shared/time/civil-day.ts';

const minuteMs = 60_000;

/** The next instant at which the city's clock reads `at` (`03:10`), at least a minute from now. */
export function nextReloadMs(at: string, nowMs: number, timeZone: string): number {
  const { dayOf, startOf } = civilCalendar(timeZone);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const sinceMidnightMs = (hours * 60 + minutes) * minuteMs;
  const today = startOf(dayOf(nowMs)) + sinceMidnightMs;
  if (today >= nowMs + minuteMs) return today;
  // Noon of the day after is in the day after, however long days are there.
  return startOf(dayOf(startOf(dayOf(nowMs)) + 36 * 60 * minuteMs)) + sinceMidnightMs;
}
