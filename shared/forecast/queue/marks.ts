import { quarterMs, type PlaceDay } from './place-day.ts';

/** How far ahead a queue is forecast. */
export const aheadMs = 7_200_000;

/** The quarter hours that begin in the next two hours, numbered from the beginning of the day. */
export function marksAhead({ startMs }: PlaceDay, nowMs: number): { at: number; atMs: number }[] {
  const first = Math.floor((nowMs - startMs) / quarterMs) + 1;
  return Array.from({ length: aheadMs / quarterMs }, (_, which) => ({
    at: first + which,
    atMs: startMs + (first + which) * quarterMs,
  }));
}
