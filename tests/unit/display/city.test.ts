import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundsOf } from '../../../display/src/lib/city/bounds-of.ts';
import { clipConvex } from '../../../display/src/lib/city/clip-convex.ts';
import { readBoundaries } from '../../../display/src/lib/city/read-boundaries.ts';
import { approximateServiceAreas, type UnitPlace } from '../../../display/src/lib/city/service-areas.ts';

const units: UnitPlace[] = [
  { code: 'a', lon: 105.8, lat: 21, areaKm2: 4 },
  { code: 'b', lon: 105.82, lat: 21, areaKm2: 4 },
  { code: 'c', lon: 105.81, lat: 21.02, areaKm2: 4 },
  { code: 'd', lon: 106.4, lat: 21, areaKm2: 9 },
];

test('clipping to a square keeps what lies inside it', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ] as const;
  expect(
    clipConvex(
      [
        [1, -1],
        [3, 1],
        [1, 3],
        [-1, 1],
      ],
      square,
    ).length,
  ).toBeGreaterThan(3);
  expect(
    clipConvex(
      [
        [5, 5],
        [6, 5],
        [6, 6],
      ],
      square,
    ),
  ).toEqual([]);
});

test('every unit gets one closed area, in order, that holds its own point and no other’s', () => {
  const areas = approximateServiceAreas(units);
  expect(areas.features.map(({ id, properties }) => [id, properties.code])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
    [3, 'd'],
  ]);
  areas.features.forEach(({ geometry }, index) => {
    const ring = geometry.coordinates[0] ?? [];
    expect(ring[0]).toEqual(ring.at(-1));
    expect(units.map((unit) => isInside(ring, unit))).toEqual(units.map((_, other) => other === index));
  });
});

test('a unit far from all others does not reach for the horizon', () => {
  const [west, south, east, north] = boundsOf(approximateServiceAreas(units.slice(3).concat(units.slice(0, 2))));
  expect(east - 106.4).toBeLessThan(0.04);
  expect([west > 105.7, south > 20.9, north < 21.1]).toEqual([true, true, true]);
});

test('areas never overlap their neighbour’s point, wherever the points lie', () => {
  const place = fc.record({
    lon: fc.double({ min: 105, max: 106, noNaN: true }),
    lat: fc.double({ min: 20, max: 21, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(place, {
        minLength: 3,
        maxLength: 12,
        selector: ({ lon, lat }) => `${lon.toFixed(2)} ${lat.toFixed(2)}`,
      }),
      (places) => {
        const some = places.map(({ lon, lat }, index) => ({
          code: String(index),
          lon: round(lon),
          lat: round(lat),
          areaKm2: 5,
        }));
        const { features } = approximateServiceAreas(some);
        features.forEach(({ geometry }, index) => {
          const ring = geometry.coordinates[0] ?? [];
          some.forEach((unit, other) => {
            expect(isInside(ring, unit)).toBe(other === index);
          });
        });
      },
    ),
    { numRuns: 50 },
  );
});

test('official boundaries are put in the order of the units, and a missing one is named', () => {
  const area = (id: string) => ({
    type: 'Feature',
    id,
    properties: {},
    geometry: { type: 'Polygon', coordinates: [] },
  });
  const file = { type: 'FeatureCollection', features: [area('b'), area('a')] };
  expect(readBoundaries(file, ['a', 'b']).features.map(({ id, properties }) => [id, properties.code])).toEqual([
    [0, 'a'],
    [1, 'b'],
  ]);
  expect(() => readBoundaries(file, ['a', 'x'])).toThrow(/lacks 1 of 2 units, as x/);
  expect(() => readBoundaries({ type: 'Point' }, [])).toThrow(/neither a GeoJSON/);
});

function round(degrees: number): number {
  return Math.round(degrees * 100) / 100;
}

function isInside(ring: readonly (readonly number[])[], { lon, lat }: { lon: number; lat: number }): boolean {
  let inside = false;
  ring.forEach(([x = 0, y = 0], index) => {
    const [px = 0, py = 0] = ring.at(index - 1) ?? [];
    if (y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x) inside = !inside;
  });
  return inside;
}
