import type { CityView } from '../../city/city-view.ts';
import { boundsOf } from '../../city/bounds-of.ts';
import type { Bounds } from '../../map/bounds.ts';
import type { Trace } from '../../map/trace-features.ts';

/** So far around the middle at least, some six kilometres: who looks must see where in the city it is. */
const aroundDeg = 0.06;

/**
 * Where a matter is: its units whole, its assets and what it began at with some ground around them; undefined: nowhere in
 * particular.
 */
export function matterBounds(city: CityView, { units, assets, cause }: Trace): Bounds | undefined {
  // Areas are in the order of the units.
  const touched = city.areas.features.features.filter((_, at) => units.includes(city.units[at]?.code ?? ''));
  const places = [...city.units, ...city.assets].filter(({ code }) => assets.includes(code) || code === cause);
  if (touched.length === 0 && places.length === 0) return undefined;
  const boxes = [
    ...(touched.length > 0 ? [boundsOf({ type: 'FeatureCollection', features: touched })] : []),
    ...places.map(({ lon, lat }) => [lon, lat, lon, lat] as const),
  ];
  const all = boxes.reduce<Bounds>(
    (all, box) => [
      Math.min(all[0], box[0]),
      Math.min(all[1], box[1]),
      Math.max(all[2], box[2]),
      Math.max(all[3], box[3]),
    ],
    [180, 90, -180, -90],
  );
  const [lon, lat] = [(all[0] + all[2]) / 2, (all[1] + all[3]) / 2];
  return [
    Math.min(all[0], lon - aroundDeg),
    Math.min(all[1], lat - aroundDeg),
    Math.max(all[2], lon + aroundDeg),
    Math.max(all[3], lat + aroundDeg),
  ];
}
