import type { OpeningHours } from '../../time/opening-hours.ts';
import { dayMs, mondayOf, wallClockOf } from '../../time/wall-clock.ts';

const minuteMs = 60_000;

/** Whether hours of the week, on a zone's clock, hold at an instant. */
export function isWithin(hours: OpeningHours, ms: number, timeZone: string): boolean {
  const wall = wallClockOf(timeZone).wallOf(ms);
  const sinceMonday = wall - mondayOf(wall);
  const minute = (sinceMonday % dayMs) / minuteMs;
  return (hours[Math.floor(sinceMonday / dayMs)] ?? []).some(({ from, to }) => from <= minute && minute < to);
}

/** The first instant from `ms` on at which the hours hold (or, asked so, do not); undefined when the week has none. */
export function nextWithin(
  hours: OpeningHours,
  ms: number,
  { timeZone, wanted = true }: { timeZone: string; wanted?: boolean },
): number | undefined {
  if (isWithin(hours, ms, timeZone) === wanted) return ms;
  const { wallOf, instantOf } = wallClockOf(timeZone);
  const wall = wallOf(ms);
  const monday = mondayOf(wall);
  for (let day = Math.floor(wall / dayMs) * dayMs; day <= wall + 8 * dayMs; day += dayMs) {
    const spans = hours[Math.floor((day - monday) / dayMs) % 7] ?? [];
    const edges = spans.map(({ from, to }) => instantOf(day + (wanted ? from : to) * minuteMs));
    const edge = edges.find((at) => at > ms && isWithin(hours, at, timeZone) === wanted);
    if (edge !== undefined) return edge;
  }
  return undefined;
}
