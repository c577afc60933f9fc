import type { AssetKind } from '#shared/events/kind.ts';
import type { ScreenState } from '../feed/screen-state.ts';
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

/** The part of a moment that today's counts are read from. */
export function toDayCounts(moment: WallMoment): DayCounts {
  return { state: moment.state, today: moment.today, ageS: moment.countsAgeS };
}
