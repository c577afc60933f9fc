import type { CityAsset, CityView } from '../city/city-view.ts';
import { assetState, type AssetState } from './asset-state.ts';
import type { ScreenState } from './screen-state.ts';

export type Looks = ReadonlyMap<CityAsset, AssetState>;

/**
 * Follows how a city's assets look. Each call returns those whose look differs from the call before: because they
 * reported, or because time went by without a report. Without a clock nothing can be judged and nothing changes.
 */
export function trackLooks(city: CityView): (state: ScreenState, nowMs: number | null) => Looks {
  const looks = new Map<CityAsset, AssetState>();
  return (state, nowMs) => {
    const changed = new Map<CityAsset, AssetState>();
    if (nowMs === null) return changed;
    for (const asset of city.assets) {
      const look = assetState(state.assets.get(asset.code), nowMs, city.expectedIntervalS[asset.kind]);
      if (looks.get(asset) === look) continue;
      looks.set(asset, look);
      changed.set(asset, look);
    }
    return changed;
  };
}
