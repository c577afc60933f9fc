import { median } from '../median.ts';
import type { Opening, QueueStep } from './forecast-queue.ts';
import { marksAhead } from './marks.ts';
import { quarterMs, quarterOf, type PlaceDay } from './place-day.ts';

/** So long after now, half of what makes today different is left. */
const halfLifeMs = 2_700_000;

/** The wait a place told its visitors in a quarter hour, on average; null: it told none. */
export function toldAt(day: PlaceDay, at: number): number | null {
  const { told, toldMs } = quarterOf(day, at);
  return told > 0 ? toldMs / told : null;
}

/** Whether a place tells waits at all. */
export function hasTold(day: PlaceDay): boolean {
  return day.quarters.some(({ told }) => told > 0);
}

/**
 * The next two hours of a place that tells its expected wait and issues no tickets that we see: the usual wait of the hour
 * by the middle of some days, and what now is more or less, which wears off by half in three quarters of an hour.
 */
export function forecastTold(
  today: PlaceDay,
  days: readonly PlaceDay[],
  { nowMs, opening }: { nowMs: number; opening: Opening },
): QueueStep[] {
  const usual = (at: number): number | null => median(days.flatMap((day) => toldAt(day, at) ?? [])) ?? null;
  const last = Math.ceil((nowMs - today.startMs) / quarterMs) - 1;
  const [told, usualNow] = [toldAt(today, last), usual(last)];
  const more = told === null || usualNow === null ? 0 : told - usualNow;
  return marksAhead(today, nowMs).map(({ at, atMs }) => {
    const isOpen = opening.some(({ from, to }) => from <= atMs && atMs < to);
    const expected = isOpen ? usual(at) : null;
    const left = more * 0.5 ** ((atMs - nowMs) / halfLifeMs);
    return { atMs, ...unknown, waitMs: expected === null ? null : Math.max(0, expected + left) };
  });
}

const unknown = {
  arrivals: null,
  waiting: null,
  waitingLow: null,
  waitingHigh: null,
  waitLowMs: null,
  waitHighMs: null,
};
