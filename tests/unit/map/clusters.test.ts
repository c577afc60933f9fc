import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CityAsset } from '../../../display/src/lib/city/city-view.ts';
import { assetStates, type AssetState } from '../../../display/src/lib/feed/asset-state.ts';
import { assetSources } from '../../../display/src/lib/map/asset-sources.ts';
import { AssetPoints } from '../../../display/src/lib/map/clusters/asset-points.ts';
import { clusterGrid } from '../../../display/src/lib/map/clusters/cluster-grid.ts';
import { standsOut } from '../../../display/src/lib/map/clusters/cluster-tally.ts';

const sizes = { cellPx: 48, firstZoom: 8, lastZoom: 15 };
const zooms = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

const places = fc.array(
  fc.record({
    lon: fc.double({ min: 105.5, max: 106, noNaN: true }),
    lat: fc.double({ min: 20.7, max: 21.3, noNaN: true }),
  }),
  {
    minLength: 1,
    maxLength: 60,
  },
);
const changes = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...assetStates)), { maxLength: 80 });

function assetsAt(spots: readonly { lon: number; lat: number }[]): CityAsset[] {
  return spots.map((spot, at) => ({
    ...spot,
    code: `A${at}`,
    kind: at % 3 === 0 ? 'parking' : 'kiosk',
    unit: 'U',
    placeholder: false,
  }));
}

test('places that share a cell are one, stand in the middle of it, and come apart zoom by zoom', () => {
  const grid = clusterGrid(
    [
      { lon: 105.8, lat: 21 },
      { lon: 105.8005, lat: 21 },
      { lon: 105.9, lat: 21.1 },
    ],
    sizes,
  );
  expect(grid.aloneFrom[2]).toBe(8);
  expect(grid.clusters.every(({ members }) => members.join() === '0,1')).toBe(true);
  expect(grid.clusters.map(({ zoom }) => zoom)).toEqual(
    Array.from({ length: (grid.aloneFrom[0] ?? 0) - 8 }, (_, at) => 8 + at),
  );
});

test('at every zoom every asset is in exactly one point, and what is abnormal stands by itself', () => {
  fc.assert(
    fc.property(places, changes, (spots, moved) => {
      const assets = assetsAt(spots);
      const points = new AssetPoints(assets, sizes);
      const states = new Map(assets.map((asset): [CityAsset, AssetState] => [asset, 'unknown']));
      for (const [at, state] of moved) {
        const asset = assets[at % assets.length];
        if (asset) states.set(asset, state);
      }
      points.take(states);
      for (const zoom of zooms) {
        const source = zoom < 11 ? 'assets-far' : 'assets-near';
        const drawn = points
          .all(source)
          .features.filter(({ properties }) => zoom >= Number(properties?.from) && zoom < Number(properties?.to));
        const seen = drawn.flatMap(({ id, properties }) => {
          const standing = points.assetsOf(Number(id));
          // A cluster stands for those in it that are not drawn by themselves.
          return properties?.count === ''
            ? standing
            : standing.filter((asset) => !standsOut(states.get(asset) ?? 'unknown'));
        });
        expect(seen.map(({ code }) => code).sort()).toEqual(assets.map(({ code }) => code).sort());
        const counted = drawn.reduce(
          (sum, { properties }) => sum + (properties?.count === '' ? 1 : Number(properties?.count)),
          0,
        );
        expect(counted).toBe(assets.length);
      }
    }),
    { numRuns: 60 },
  );
});

test('changes applied one after another come to what is drawn anew, and no point ever moves', () => {
  fc.assert(
    fc.property(places, changes, (spots, moved) => {
      const assets = assetsAt(spots);
      const points = new AssetPoints(assets, sizes);
      const held = Object.fromEntries(
        assetSources.map((source) => [source, new Map(points.all(source).features.map((one) => [one.id, one]))]),
      );
      const stood = new Map<unknown, string>();
      for (const [at, state] of moved) {
        const asset = assets[at % assets.length];
        if (asset) points.take(new Map([[asset, state]]));
        for (const source of assetSources) {
          const { put, gone } = points.changes(source);
          for (const id of gone) held[source]?.delete(id);
          for (const one of put) {
            held[source]?.set(one.id, one);
            const where = one.geometry.coordinates.join();
            expect(stood.get(one.id) ?? where).toBe(where);
            stood.set(one.id, where);
          }
        }
      }
      for (const source of assetSources) {
        // Handed over in parts it is the same.
        expect([...points.inParts(source, 7)].flat()).toEqual(points.all(source).features);
        expect(new Map([...(held[source] ?? [])].sort())).toEqual(
          new Map(
            points
              .all(source)
              .features.map((one) => [one.id, one] as const)
              .sort(),
          ),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test('a cluster tells the worst of what it hides, and a hidden kind is in none', () => {
  const assets = assetsAt([
    { lon: 105.8, lat: 21 },
    { lon: 105.8, lat: 21 },
    { lon: 105.8, lat: 21 },
  ]);
  const points = new AssetPoints(assets, sizes);
  const look = (): unknown[] =>
    points
      .all('assets-far')
      .features.filter(({ properties }) => properties?.to === 9)
      .map(({ properties }): unknown[] => [properties?.icon as unknown, properties?.count as unknown]);
  points.take(new Map(assets.map((asset) => [asset, 'normal'])));
  expect(look()).toEqual([['cluster-normal', '3']]);
  points.take(new Map([[assets[1] as CityAsset, 'lost']]));
  expect(look()).toEqual([['cluster-lost', '3']]);
  points.take(new Map([[assets[1] as CityAsset, 'fault']]));
  expect(look()).toEqual([['cluster-normal', '2']]);
  points.show(['kiosk']);
  expect(look()).toEqual([['cluster-normal', '1']]);
  points.show(['parking']);
  expect(points.all('assets-far').features).toHaveLength(1);
});
