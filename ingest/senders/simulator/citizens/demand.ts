import type { BusinessCalendar } from '#shared/time/business-calendar.ts';
import type { CityCalendar } from '../engine/city-calendar.ts';

/** New needs of 1,000 inhabitants on an ordinary working day. An assumption; see the README. */
export const needsPerThousand = 2.2;

/** Monday first. Mondays are the heaviest; the sum of the working days is 5. */
const byWeekday = [1.3, 1.05, 0.9, 0.9, 0.85, 0.5, 0.4];

/** After a long rest people come with what has gathered. */
const longRestDays = 3;
const afterLongRest = 1.25;

/** On a day of rest some go online; on a holiday few. */
const restDayOnline = 0.3;
const holidayOnline = 0.06;

/** A Saturday worked in place of another day is known to few. */
const compensatory = 0.7;

export const slotMs = 900_000;
export const slotsPerDay = 96;

/** When people come in, by half hours; before an opening they gather at the door. Noon is quiet, the end of a day too. */
const visits = spread({
  '07:30': 3, '08:00': 8, '08:30': 9, '09:00': 10, '09:30': 10, '10:00': 9, '10:30': 7, '11:00': 5, '11:30': 2,
  '12:00': 0.5, '12:30': 0.5, '13:00': 2, '13:30': 6, '14:00': 8, '14:30': 8, '15:00': 7, '15:30': 5, '16:00': 3,
  '16:30': 1,
}); // prettier-ignore

/** When people sit down to go online, by half hours; the evening is the second working day. */
const online = spread({
  '00:00': 0.4, '05:30': 0.3, '06:00': 0.7, '06:30': 1, '07:00': 1.5, '07:30': 2, '08:00': 4, '08:30': 5.5, '09:00': 6,
  '09:30': 6, '10:00': 6, '10:30': 5.5, '11:00': 4.5, '11:30': 3, '12:00': 2.5, '12:30': 2, '13:00': 2.5, '13:30': 4,
  '14:00': 5.5, '14:30': 5.5, '15:00': 5.5, '15:30': 5, '16:00': 4.5, '16:30': 3.5, '17:00': 2.5, '17:30': 2,
  '18:00': 1.5, '18:30': 1.5, '19:00': 2.5, '19:30': 3.5, '20:00': 4, '20:30': 4, '21:00': 3.5, '21:30': 2.5,
  '22:00': 1.5, '22:30': 1, '23:00': 0.6, '23:30': 0.4,
}); // prettier-ignore

/** The share of a day's visits that falls in a quarter hour, numbered from midnight. */
export function visitShare(slot: number): number {
  return visits[slot] ?? 0;
}

/** The same for what is done online, the chatbot and the hotline. */
export function onlineShare(slot: number): number {
  return online[slot] ?? 0;
}

/** How many times an ordinary day's needs a day brings, for visits to an office with these days and for what goes online. */
export function dayFactors(day: string, calendar: CityCalendar, office: BusinessCalendar): DayFactors {
  const usual = byWeekday[calendar.weekdayOf(day)] ?? 1;
  if (calendar.isHoliday(day)) return { visits: 0, online: holidayOnline };
  if (!office.isWorkingDay(day)) return { visits: 0, online: restDayOnline };
  const rested = restBefore(day, calendar, office) >= longRestDays ? afterLongRest : 1;
  const factor = calendar.isCompensatory(day) ? compensatory : usual * rested;
  return { visits: factor, online: factor };
}

export type DayFactors = { readonly visits: number; readonly online: number };

function restBefore(day: string, calendar: CityCalendar, office: BusinessCalendar): number {
  let rested = 0;
  while (rested < longRestDays && !office.isWorkingDay(calendar.dayAfter(day, -1 - rested))) rested += 1;
  return rested;
}

/** Weights by the half hour at which they begin, as shares of quarter hours that sum to 1; what is not named is zero. */
function spread(weights: Readonly<Record<string, number>>): readonly number[] {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Array.from({ length: slotsPerDay }, (_, slot) => {
    const hour = String(Math.floor(slot / 4)).padStart(2, '0');
    const weight = weights[`${hour}:${slot % 4 < 2 ? '00' : '30'}`] ?? 0;
    return weight / total / 2;
  });
}
