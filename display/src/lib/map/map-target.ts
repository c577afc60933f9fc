import type { Feature, FeatureCollection } from 'geojson';
import type { CityAsset, CityView } from '../city/city-view.ts';

/** What may be pressed and chosen: one asset, or a unit by its ground. */
export type MapTarget =
  { readonly kind: 'asset'; readonly asset: CityAsset } | { readonly kind: 'unit'; readonly code: string };

/** The place of an asset, or the ground of a unit, to be ringed. */
export function outlineOf({ units, areas }: CityView, target: MapTarget): FeatureCollection {
  if (target.kind === 'unit') {
    // Areas are in the order of the units.
    const at = units.findIndex(({ code }) => code === target.code);
    return { type: 'FeatureCollection', features: at < 0 ? [] : areas.features.features.slice(at, at + 1) };
  }
  const { lon, lat } = target.asset;
  const point: Feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [lon, lat] } };
  return { type: 'FeatureCollection', features: [point] };
}
