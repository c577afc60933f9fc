import { quarterOf, stateAt, type PlaceDay } from './place-day.ts';

/** How many waited at an instant, and how long those waited who were called then; null: nobody was. */
export type Seen = { readonly waiting: number; readonly waitMs: number | null };

/** What truly was when the quarter hour numbered `at` began, and of those called in it. */
export function seenAt(day: PlaceDay, at: number): Seen {
  const { called, waitMs } = quarterOf(day, at);
  return { waiting: stateAt(day, at).waiting, waitMs: called > 0 ? waitMs / called : null };
}

/** Two quarter hours to both sides. */
const halfHour = 2;

/**
 * The naive forecast: the same hour of the day a week before, whatever day that was. The hour about the instant, because
 * one quarter hour of another day is mostly chance: a naive forecast should be as good as a naive one can be.
 */
export function sameHour(day: PlaceDay, at: number): Seen {
  const marks = Array.from({ length: 2 * halfHour + 1 }, (_, which) => at - halfHour + which).filter((one) => one >= 0);
  const waiting = marks.reduce((sum, one) => sum + stateAt(day, one).waiting, 0) / marks.length;
  const quarters = marks.slice(0, -1).map((one) => quarterOf(day, one));
  const called = quarters.reduce((sum, quarter) => sum + quarter.called, 0);
  const waitMs = quarters.reduce((sum, quarter) => sum + quarter.waitMs, 0);
  return { waiting, waitMs: called > 0 ? waitMs / called : null };
}

/** The same of the wait that was told. */
export function sameHourTold(day: PlaceDay, at: number): number | null {
  const quarters = Array.from({ length: 2 * halfHour }, (_, which) => quarterOf(day, at - halfHour + which));
  const told = quarters.reduce((sum, quarter) => sum + quarter.told, 0);
  return told > 0 ? quarters.reduce((sum, { toldMs }) => sum + toldMs, 0) / told : null;
}
