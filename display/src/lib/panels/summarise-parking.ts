import type { CityAsset } from '../city/city-view.ts';
import { absenceOf, findReporting, type Coverage } from './coverage.ts';
import { cityCount, cityCountsBy, countFigure } from './day-counts.ts';
import { absent, type Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import { toDayCounts, type WallMoment } from './wall-moment.ts';

export type ParkingSummary = {
  readonly coverage: Coverage;
  /** Occupied share of the spaces of reporting sites, 0 to 1 and above: cars stand where no space is marked. */
  readonly occupancy: Figure;
  /** Reporting sites that said how many spaces are taken. */
  readonly occupancyFrom: number;
  /** Share of today's payments made without cash, 0 to 1. */
  readonly cashless: Figure;
  readonly payments: Figure;
  /** Sites that reported a payment today. */
  readonly paymentsFrom: number;
};

/** How full the reporting sites are, how many payments came in today and how many of them without cash. */
export function summariseParking(assets: readonly CityAsset[], moment: WallMoment): ParkingSummary {
  const { coverage, known } = findReporting(assets, moment.state, {
    nowMs: moment.nowMs,
    intervalS: moment.intervalS.parking,
  });
  let occupied = 0;
  let capacity = 0;
  let occupancyFrom = 0;
  let asOfMs = 0;
  for (const site of known) {
    const gauge = site.fields.occupancy;
    if (typeof gauge?.value.occupied !== 'number' || typeof gauge.value.capacity !== 'number') continue;
    occupied += gauge.value.occupied;
    capacity += gauge.value.capacity;
    occupancyFrom++;
    asOfMs = Math.max(asOfMs, Date.parse(gauge.time));
  }
  const counts = toDayCounts(moment);
  const paid = cityCount(counts, 'parking.paid_vnd').n;
  return {
    coverage,
    occupancy: capacity > 0 ? { value: occupied / capacity, asOfMs } : absent(absenceOf(coverage, moment.nowMs)),
    occupancyFrom,
    cashless: countFigure(counts, 'parking', () => {
      const cash = cityCountsBy(counts, 'parking.paid_vnd', 'method').find(({ value }) => value === 'cash')?.n ?? 0;
      return paid > 0 ? (paid - cash) / paid : null;
    }),
    payments: countFigure(counts, 'parking', () => paid),
    paymentsFrom: seenToday(assets, moment, 'payment'),
  };
}
