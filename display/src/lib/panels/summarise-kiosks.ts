import type { CityAsset } from '../city/city-view.ts';
import { assetState } from '../feed/asset-state.ts';
import { absenceOf, findReporting, type Coverage } from './coverage.ts';
import { absent, type Figure } from './figure.ts';
import type { WallMoment } from './wall-moment.ts';

export type KioskSummary = {
  readonly coverage: Coverage;
  readonly reporting: Figure;
  /** With an open fault that nobody planned. */
  readonly faulty: Figure;
  readonly inMaintenance: Figure;
};

/** How many kiosks report, are in fault, are being maintained. */
export function summariseKiosks(assets: readonly CityAsset[], moment: WallMoment): KioskSummary {
  const { state, nowMs, intervalS } = moment;
  const { coverage } = findReporting(assets, state, { nowMs, intervalS: intervalS.kiosk });
  const heard = coverage.expected - coverage.unknown > 0;
  if (nowMs === null || !heard) {
    const none = absent(absenceOf(coverage, nowMs));
    return { coverage, reporting: none, faulty: none, inMaintenance: none };
  }
  let faulty = 0;
  let inMaintenance = 0;
  for (const { code } of assets) {
    const is = assetState(state.assets.get(code), nowMs, intervalS.kiosk);
    if (is === 'fault') faulty++;
    if (is === 'maintenance') inMaintenance++;
  }
  const { asOfMs } = coverage;
  return {
    coverage,
    reporting: { value: coverage.reporting, asOfMs },
    faulty: { value: faulty, asOfMs },
    inMaintenance: { value: inMaintenance, asOfMs },
  };
}
