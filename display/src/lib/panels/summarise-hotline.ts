import type { CityAsset } from '../city/city-view.ts';
import { cityCount, countFigure } from './day-counts.ts';
import { absent, type Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import { toDayCounts, type WallMoment } from './wall-moment.ts';

export type HotlineSummary = {
  /** Hotlines heard today, of `expected`: a hotline promises no interval. */
  readonly heardToday: number;
  readonly expected: number;
  readonly asOfMs: number | null;
  readonly inQueue: Figure;
  /** Mean wait of today's answered calls, in seconds. */
  readonly meanWaitS: Figure;
  readonly queued: Figure;
  readonly answered: Figure;
  readonly abandoned: Figure;
};

/** Calls in the queue now, and today's calls: taken, answered after how long, given up. */
export function summariseHotline(assets: readonly CityAsset[], moment: WallMoment): HotlineSummary {
  const known = assets.flatMap(({ code }) => moment.state.assets.get(code) ?? []);
  const asOfMs = known.length > 0 ? Math.max(...known.map(({ seenMs }) => seenMs)) : null;
  const waiting = known.reduce((sum, { open }) => sum + (open.call?.count ?? 0), 0);
  const counts = toDayCounts(moment);
  const answered = cityCount(counts, 'call.answered_ms');
  return {
    heardToday: seenToday(assets, moment),
    expected: assets.length,
    asOfMs,
    inQueue: asOfMs === null ? absent('never') : { value: waiting, asOfMs },
    meanWaitS: countFigure(counts, 'call', () => (answered.n > 0 ? answered.sum / answered.n / 1000 : null)),
    queued: countFigure(counts, 'call', () => cityCount(counts, 'call.queued').n),
    answered: countFigure(counts, 'call', () => answered.n),
    abandoned: countFigure(counts, 'call', () => cityCount(counts, 'call.abandoned_ms').n),
  };
}
