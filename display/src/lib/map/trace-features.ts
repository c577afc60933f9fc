import type { Feature, FeatureCollection } from 'geojson';
import type { CityView } from '../city/city-view.ts';

/** Where an incident is: what it touches, and the place of what likely caused it (an asset's or a unit's code). */
export type Trace = {
  readonly units: readonly string[];
  readonly assets: readonly string[];
  readonly cause: string | null;
};

/** The parts of a trace, as `part` of its features. */
export type TracePart = 'area' | 'chain' | 'cause';

type Spot = { readonly code: string; readonly lon: number; readonly lat: number };

/** The edges of the units touched, and lines from the cause to what follows from it. */
export function traceFeatures(city: CityView, { units, assets, cause }: Trace): FeatureCollection {
  const spots = new Map<string, Spot>([...city.units, ...city.assets].map((spot) => [spot.code, spot]));
  const origin = cause === null ? undefined : spots.get(cause);
  // A unit whose assets are named is reached by them.
  const named = city.assets.filter(({ code }) => assets.includes(code));
  const reachedBy = new Set(named.map(({ unit }) => unit));
  const bare = city.units.filter(({ code }) => units.includes(code) && !reachedBy.has(code));
  return {
    type: 'FeatureCollection',
    features: [
      // Areas are in the order of the units.
      ...city.areas.features.features.flatMap(({ geometry }, at) =>
        units.includes(city.units[at]?.code ?? '') ? [toFeature('area', geometry)] : [],
      ),
      ...(origin
        ? [...named, ...bare].filter(({ code }) => code !== origin.code).map((spot) => toChain(origin, spot))
        : []),
      ...(origin ? [toFeature('cause', { type: 'Point', coordinates: [origin.lon, origin.lat] })] : []),
    ],
  };
}

function toChain(from: Spot, to: Spot): Feature {
  const coordinates = [
    [from.lon, from.lat],
    [to.lon, to.lat],
  ];
  return toFeature('chain', { type: 'LineString', coordinates });
}

function toFeature(part: TracePart, geometry: Feature['geometry']): Feature {
  return { type: 'Feature', properties: { part }, geometry };
}
