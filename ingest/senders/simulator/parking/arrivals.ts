import type { CityCalendar } from '../engine/city-calendar.ts';

/*
 * When cars come. The shape (a morning rise, a plain day, an evening peak) is that of public on-street occupancy;
 * turnover and stays are assumptions: about a third full by day, half full in the evening.
 */

/** Cars a space takes in on an ordinary day. */
const turnoverPerSpace = 2.2;

const workingDay = [
  ...[0.1, 0.05, 0.04, 0.04, 0.06, 0.15, 0.4, 0.8, 1.2, 1.2, 1.1, 1],
  ...[1, 1, 1, 1, 1.1, 1.4, 1.9, 2.2, 2, 1.4, 0.8, 0.3],
];
const dayOfRest = [
  ...[0.2, 0.1, 0.05, 0.04, 0.05, 0.1, 0.25, 0.5, 0.9, 1.2, 1.3, 1.2],
  ...[1, 0.9, 1, 1.2, 1.4, 1.7, 2.2, 2.6, 2.5, 1.9, 1.1, 0.5],
];
const total = workingDay.reduce((sum, weight) => sum + weight, 0);

/** Fridays and Saturdays people go out. */
const byWeekday = [0.95, 0.97, 0.98, 1, 1.12, 1.1, 1.02];
/** With schools at rest nobody brings children; the evening stays as it is. */
const schoolHoliday = 0.94;
const rainKeepsHome = 0.75;

/** Half of all cars stay so long at most, in minutes, by the hour they come. */
export function medianStayMin(hour: number): number {
  if (hour >= 22 || hour < 5) return 400;
  return hour >= 17 ? 110 : 120;
}

/** Cars that want to park in an hour of a day, for a site of so many spaces. */
export function carsPerHour(
  { day, hour, rains, schoolsRest }: { day: string; hour: number; rains: boolean; schoolsRest: boolean },
  spaces: number,
  calendar: CityCalendar,
): number {
  const shape = calendar.office.isWorkingDay(day) ? workingDay : dayOfRest;
  const weekday = byWeekday[calendar.weekdayOf(day)] ?? 1;
  const factor = weekday * (schoolsRest ? schoolHoliday : 1) * (rains ? rainKeepsHome : 1);
  return (spaces * turnoverPerSpace * factor * (shape[hour] ?? 0)) / total;
}
