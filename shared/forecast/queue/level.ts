import { quarterMs, quarterOf, sumOf, type PlaceDay } from './place-day.ts';
import type { UsualCourse } from './usual-course.ts';

/** A usual level is given the weight of so many arrivals, so that a handful at the door does not make a day. */
const arrivalsOfDoubt = 60;
/** And the usual time at the counter that of so many people served. */
const servedOfDoubt = 20;

/** How many times the usual number came so far today; 1 before anybody could. */
export function arrivalLevel(today: PlaceDay, usual: UsualCourse, nowMs: number): number {
  const whole = Math.floor((nowMs - today.startMs) / quarterMs);
  const part = (nowMs - today.startMs) / quarterMs - whole;
  const came = sumOf(today, 'issued', 0, whole + 1);
  const expected = usual.arrivals.slice(0, whole).reduce((sum, one) => sum + one, 0);
  const due = expected + part * (usual.arrivals[whole] ?? 0);
  return (came + arrivalsOfDoubt) / (due + arrivalsOfDoubt);
}

/** The mean time at the counter, of today as far as it tells; null when nobody was ever served. */
export function serviceTime(today: PlaceDay, usual: UsualCourse): number | null {
  const [served, serviceMs] = [sumOf(today, 'served'), sumOf(today, 'serviceMs')];
  if (usual.serviceMs === null) return served > 0 ? serviceMs / served : null;
  return (serviceMs + servedOfDoubt * usual.serviceMs) / (served + servedOfDoubt);
}

/** How many times the usual number of counters is attended now; 1 where one of the two is not told. */
export function counterLevel(today: PlaceDay, counters: number, usualCounters: number): number {
  const tells = today.quarters.some((_, at) => quarterOf(today, at).opened > 0);
  return tells && counters > 0 && usualCounters >= 1 ? counters / usualCounters : 1;
}
