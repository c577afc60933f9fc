import { expect, test } from 'vitest';
import type { CityView } from '../../../display/src/lib/city/city-view.ts';
import { approximateServiceAreas } from '../../../display/src/lib/city/service-areas.ts';
import { traceFeatures } from '../../../display/src/lib/map/trace-features.ts';

const units = [
  { code: 'a', name: 'A', nameEn: 'A', lon: 105.8, lat: 21, population: 1 },
  { code: 'b', name: 'B', nameEn: 'B', lon: 105.82, lat: 21, population: 1 },
  { code: 'c', name: 'C', nameEn: 'C', lon: 105.81, lat: 21.02, population: 1 },
];
const assets = [
  { code: 'K1', kind: 'kiosk', unit: 'a', lon: 105.801, lat: 21, placeholder: false },
  { code: 'K2', kind: 'kiosk', unit: 'a', lon: 105.802, lat: 21, placeholder: false },
] as const;
const features = approximateServiceAreas(units.map((unit) => ({ ...unit, areaKm2: 4 })));
const city = { units, assets, areas: { official: false, features } } as unknown as CityView;

const partsOf = (trace: Parameters<typeof traceFeatures>[1]): unknown[] =>
  traceFeatures(city, trace).features.map(({ properties }) => (properties as { part: unknown }).part);

test('a cause is joined to what follows from it: assets that are named, and units of which none is', () => {
  const trace = traceFeatures(city, { units: ['a', 'b'], assets: ['K1', 'K2'], cause: 'K1' });
  expect(trace.features.map(({ properties }) => (properties as { part: unknown }).part)).toEqual([
    ...['area', 'area', 'chain', 'chain', 'cause'],
  ]);
  const ends = trace.features.flatMap(({ geometry }) =>
    geometry.type === 'LineString' ? [geometry.coordinates.at(-1)] : [],
  );
  expect(ends).toEqual([
    [105.802, 21],
    [105.82, 21],
  ]);
});

test('without a known cause there is only where it is; what the city does not know is nowhere', () => {
  expect(partsOf({ units: ['c'], assets: ['K2'], cause: null })).toEqual(['area']);
  expect(partsOf({ units: ['x'], assets: ['Y'], cause: 'Z' })).toEqual([]);
});
