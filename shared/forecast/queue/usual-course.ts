import { median } from '../median.ts';
import { steadyCourse } from './steady-course.ts';
import { quarterOf, stateAt, sumOf, type PlaceDay, type PlaceState } from './place-day.ts';

/**
 * The usual course of a day at a place, by the middle of some days: arrivals of each quarter hour, how the place stands
 * when it begins, the mean wait of those called in it (null: on none of the days was anybody called).
 */
export type UsualCourse = {
  readonly arrivals: readonly number[];
  readonly states: readonly PlaceState[];
  readonly waitMs: readonly (number | null)[];
  readonly serviceMs: number | null;
  /** How many of those who wait give up, per ms of waiting. */
  readonly leavePerMs: number;
};

/** Works out the usual course. */
export function usualCourse(days: readonly PlaceDay[]): UsualCourse {
  const length = Math.max(0, ...days.map(({ quarters }) => quarters.length));
  const marks = Array.from({ length }, (_, at) => at);
  const mid = (of: (day: PlaceDay) => number): number => median(days.map(of)) ?? 0;
  const comes = marks.map((at) => days.some((day) => quarterOf(day, at).called > 0));
  const isOpen = (at: number): boolean => comes[at] === true;
  const issued = days.map((day) => marks.map((at) => quarterOf(day, at).issued));
  const arrivals = steadyCourse(issued, isOpen).map((one) => one ?? 0);
  // Middles of small counts fall short of their day's: the course keeps its shape and gets the usual day's sum.
  const shape = arrivals.reduce((sum, one) => sum + one, 0);
  const scale = shape > 0 ? mid((day) => sumOf(day, 'issued')) / shape : 1;
  const states = days.map((day) => marks.map((at) => stateAt(day, at)));
  // Where nothing is told of counters, as many as were ever busy at once on that day.
  const busiest = states.map((day) => Math.max(0, ...day.map(({ inService }) => inService)));
  const waiting = steadyCourse(
    states.map((day) => day.map((state) => state.waiting)),
    isOpen,
  );
  const tells = days.map((day) => sumOf(day, 'opened') > 0);
  const total = (field: Parameters<typeof sumOf>[1]): number => days.reduce((sum, day) => sum + sumOf(day, field), 0);
  const [served, waitedMs] = [total('served'), total('waitMs') + total('leftMs')];
  return {
    arrivals: arrivals.map((one) => one * scale),
    states: marks.map((at) => {
      const middle = (of: (state: PlaceState, day: number) => number): number =>
        median(states.map((day, which) => of(day[at] ?? none, which))) ?? 0;
      return {
        waiting: waiting[at] ?? 0,
        inService: middle(({ inService }) => inService),
        counters: middle(({ counters }, which) => (tells[which] ? counters : (busiest[which] ?? 0))),
      };
    }),
    waitMs: steadyCourse(
      days.map((day) =>
        marks.map((at) => {
          const { called, waitMs } = quarterOf(day, at);
          return called > 0 ? waitMs / called : null;
        }),
      ),
      isOpen,
    ),
    serviceMs: served > 0 ? total('serviceMs') / served : null,
    leavePerMs: waitedMs > 0 ? total('left') / waitedMs : 0,
  };
}

const none: PlaceState = { waiting: 0, inService: 0, counters: 0 };
