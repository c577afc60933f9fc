import type { CityView } from '../../city/city-view.ts';
import { boundsOf } from '../../city/bounds-of.ts';
import type { Bounds } from '../../map/bounds.ts';
import type { Matter } from '../alerts/summarise-alerts.ts';

/** About three kilometres around a single place. */
const aroundDeg = 0.03;

/** Where a matter is: its units whole and its assets with some ground around them; undefined: nowhere in particular. */
export function matterBounds(city: CityView, { units, assets }: Pick<Matter, 'units' | 'assets'>): Bounds | undefined {
  // Areas are in the order of the units.
  const touched = city.areas.features.features.filter((_, at) => units.includes(city.units[at]?.code ?? ''));
  const places = city.assets.filter(({ code }) => assets.includes(code));
  if (touched.length === 0 && places.length === 0) return undefined;
  const boxes = [
    ...(touched.length > 0 ? [boundsOf({ type: 'FeatureCollection', features: touched })] : []),
    ...places.map(({ lon, lat }) => [lon - aroundDeg, lat - aroundDeg, lon + aroundDeg, lat + aroundDeg] as const),
  ];
  return boxes.reduce<Bounds>(
    (all, box) => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    [180, 90, -180, -90],
  );
}
