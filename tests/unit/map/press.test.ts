import fc from 'fast-check';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { expect, test } from 'vitest';
import type { CityAsset } from '../../../display/src/lib/city/city-view.ts';
import { approximateServiceAreas } from '../../../display/src/lib/city/service-areas.ts';
import { assetStates } from '../../../display/src/lib/feed/asset-state.ts';
import { AssetPoints } from '../../../display/src/lib/map/clusters/asset-points.ts';
import { areaAt } from '../../../display/src/lib/map/press/area-at.ts';
import { markAt, reachPx } from '../../../display/src/lib/map/press/mark-at.ts';
import { apartPx } from '../../../display/src/lib/map/web-mercator.ts';

const withinPx = reachPx(22);
const spot = fc.record({
  lon: fc.double({ min: 105.5, max: 106, noNaN: true }),
  lat: fc.double({ min: 20.7, max: 21.3, noNaN: true }),
});

function mark(id: number, lon: number, lat: number, order = 0): Feature<Point> {
  return { type: 'Feature', id, properties: { order }, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

test('a press means the nearest mark within reach, and of those at one place the one on top', () => {
  // At zoom 10 a thousandth of a degree is about a pixel and a half.
  const press = { lon: 105.8, lat: 21, zoom: 10 };
  expect(markAt([mark(1, 105.81, 21), mark(2, 105.796, 21)], press, 20)).toBe(2);
  expect(markAt([mark(1, 105.8, 21, 3), mark(2, 105.8, 21, 7), mark(3, 105.8, 21, 5)], press, 20)).toBe(2);
  expect(markAt([mark(1, 105.82, 21)], press, 20)).toBeNull();
  expect(markAt([mark(1, 105.82, 21)], { ...press, zoom: 9 }, 20)).toBe(1);
});

test('a tiny mark is as easily met as a finger is wide', () => {
  expect(reachPx(8)).toBe(12);
  expect(reachPx(40)).toBeGreaterThan(30);
});

test('who presses an asset at any zoom is answered by it, or by a crowd that it is in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(spot, fc.constantFrom(...assetStates)), { minLength: 1, maxLength: 40 }),
      fc.double({ min: 8, max: 17, noNaN: true }),
      (placed, zoom) => {
        const assets = placed.map(([at], n): CityAsset => {
          return { ...at, code: `A${n}`, kind: 'kiosk', unit: 'U', placeholder: false };
        });
        const points = new AssetPoints(assets, { cellPx: 53, firstZoom: 8 });
        points.take(new Map(assets.map((asset, n) => [asset, placed[n]?.[1] ?? 'normal'])));
        for (const point of points.drawnAt(zoom, () => true)) {
          const [lon = 0, lat = 0] = point.geometry.coordinates;
          const press = { lon, lat, zoom };
          const near = points.drawnAt(zoom, (one) => apartPx(one, press, zoom) <= withinPx);
          const met = markAt(near, press, withinPx);
          expect(met).not.toBeNull();
          expect(points.assetsOf(met ?? -1).length).toBeGreaterThan(0);
          // Nothing else is nearer than what was pressed in its very middle.
          const [metLon = 0, metLat = 0] = near.find(({ id }) => id === met)?.geometry.coordinates ?? [];
          expect(apartPx({ lon: metLon, lat: metLat }, press, zoom)).toBe(0);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('the ground of a unit is met at the unit’s own place, and beyond all of them there is none', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })), {
        ...{ minLength: 1, maxLength: 30 },
        selector: ([x, y]) => `${x} ${y}`,
      }),
      (places) => {
        const units = places.map(([x, y], at) => {
          return { code: `U${at}`, lon: 105.5 + x / 100, lat: 20.7 + y / 100, areaKm2: 9 };
        });
        const areas = approximateServiceAreas(units);
        expect(units.map((unit) => areaAt(areas, unit))).toEqual(units.map((_, at) => at));
        expect(areaAt(areas, { lon: 104, lat: 20 })).toBeNull();
      },
    ),
    { numRuns: 40 },
  );
});

test('a hole in an area is not of it, and an island is', () => {
  const square = (west: number, size: number): number[][] => [
    ...[
      [west, 0],
      [west + size, 0],
      [west + size, size],
    ],
    ...[
      [west, size],
      [west, 0],
    ],
  ];
  const hole = square(1, 1).map(([x = 0, y = 0]) => [x, y + 1]);
  const areas = {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: {},
        geometry: { type: 'MultiPolygon', coordinates: [[square(0, 3), hole], [square(10, 1)]] },
      },
    ],
  } as unknown as FeatureCollection<Polygon>;
  expect([0.5, 1.5, 10.5, 5].map((lon) => areaAt(areas, { lon, lat: lon === 1.5 ? 1.5 : 0.5 }))).toEqual([
    ...[0, null, 0, null],
  ]);
});
