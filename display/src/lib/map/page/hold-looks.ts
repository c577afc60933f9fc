import type { CityAsset } from '../../city/city-view.ts';
import type { AssetState } from '../../feed/asset-state.ts';
import type { Looks } from '../../feed/track-looks.ts';

/** Keeps how every asset looks from what changed; `all` is a copy, as of when it is asked. */
export function holdLooks(): { readonly take: (changed: Looks) => void; readonly all: () => Looks } {
  const held = new Map<CityAsset, AssetState>();
  return {
    take: (changed) => {
      for (const [asset, state] of changed) held.set(asset, state);
    },
    all: () => new Map(held),
  };
}
