import type { AssetKind } from '#shared/events/kind.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { ScreenState } from '../feed/screen-state.ts';
import { worldTimeMs } from '../feed/world-time.ts';
import type { DayCounts } from './day-counts.ts';

/** What every panel is worked out from: the feed's state at one moment of the world's clock. */
export type WallMoment = {
  readonly state: ScreenState;
  /** The world's time; null before its first tick. */
  readonly nowMs: number | null;
  /** The world's civil day; null before its first tick. */
  readonly today: string | null;
  /** Age of the count feed in seconds; null when it has not been heard. */
  readonly countsAgeS: number | null;
  readonly intervalS: Readonly<Record<AssetKind, number | null>>;
  /** The first instant of the world's civil day, in milliseconds. */
  readonly dayStartMs: number | null;
};

/** What a feed holds, `sinceTickMs` of real time after its last tick. */
export function momentAt(
  { calendar, intervalS }: { readonly calendar: CivilCalendar; readonly intervalS: WallMoment['intervalS'] },
  state: ScreenState,
  sinceTickMs: number,
): WallMoment {
  const nowMs = worldTimeMs(state.tick, sinceTickMs);
  const today = nowMs === null ? null : calendar.dayOf(nowMs);
  const countsAgeS = state.tick?.countsAgeS ?? null;
  return {
    ...{ state, nowMs, today, intervalS },
    dayStartMs: today === null ? null : calendar.startOf(today),
    countsAgeS: countsAgeS === null ? null : countsAgeS + sinceTickMs / 1_000,
  };
}

/** The part of a moment that today's counts are read from. */
export function toDayCounts(moment: WallMoment): DayCounts {
  return { state: moment.state, today: moment.today, ageS: moment.countsAgeS };
}
