import type { CityAsset } from '../city/city-view.ts';
import type { KnownAsset } from '../feed/screen-state.ts';
import { absenceOf, findReporting, type Coverage } from './coverage.ts';
import { absent, type Figure } from './figure.ts';
import type { WallMoment } from './wall-moment.ts';

export type PointSummary = {
  readonly coverage: Coverage;
  readonly reporting: Figure;
  readonly longestWaitS: Figure;
  /** The asset with the longest wait. */
  readonly longestAt: string | null;
  readonly waiting: Figure;
  /** Points that said how many people wait. */
  readonly waitingFrom: number;
};

/** How many service points report, where the wait is longest, and how many people wait. */
export function summarisePoints(assets: readonly CityAsset[], moment: WallMoment): PointSummary {
  const { coverage, known } = findReporting(assets, moment.state, {
    nowMs: moment.nowMs,
    intervalS: moment.intervalS.point,
  });
  const reason = absenceOf(coverage, moment.nowMs);
  const none = absent(reason);
  let longest: { waitS: number; known: KnownAsset; asOfMs: number } | null = null;
  let waiting = 0;
  let waitingFrom = 0;
  let waitingAsOfMs = 0;
  for (const point of known) {
    const gauge = point.fields.waiting;
    if (!gauge) continue;
    const { expectedWaitS, waiting: people } = gauge.value;
    const asOfMs = Date.parse(gauge.time);
    if (typeof expectedWaitS === 'number' && expectedWaitS > (longest?.waitS ?? -1)) {
      longest = { waitS: expectedWaitS, known: point, asOfMs };
    }
    if (typeof people === 'number') {
      waiting += people;
      waitingFrom++;
      waitingAsOfMs = Math.max(waitingAsOfMs, asOfMs);
    }
  }
  return {
    coverage,
    reporting: coverage.asOfMs === null ? none : { value: coverage.reporting, asOfMs: coverage.asOfMs },
    longestWaitS: longest ? { value: longest.waitS, asOfMs: longest.asOfMs } : none,
    longestAt: longest?.known.asset ?? null,
    waiting: waitingFrom > 0 ? { value: waiting, asOfMs: waitingAsOfMs } : none,
    waitingFrom,
  };
}
