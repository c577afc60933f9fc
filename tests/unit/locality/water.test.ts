import { expect, test } from 'vitest';
import { checkWater, readWater } from '#shared/locality/read-water.ts';

const line = {
  ...{ type: 'LineString' },
  coordinates: [
    [105.8, 21],
    [105.9, 21.1],
  ],
};
const river = (properties: object | null, geometry: object = line) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties, geometry }],
});

test('a river has its names, and says when its course was worked out', () => {
  expect(readWater(river({ name: 'Sông Hồng', name_en: 'Red River', derivation: 'unit boundaries' }))).toEqual({
    water: {
      isDerived: true,
      features: {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: { name: 'Sông Hồng', nameEn: 'Red River' }, geometry: line }],
      },
    },
  });
  expect(readWater(river(null))).toMatchObject({ water: { isDerived: false } });
});

test('what is no river is refused by its place in the file', () => {
  const spring = { type: 'Point', coordinates: [105.8, 21] };
  expect(readWater(river({}, spring))).toMatchObject({
    problem: { file: 'water.geojson', column: 'features.0.geometry.type' },
  });
  expect(checkWater({ type: 'Topology' })).toMatchObject([{ column: 'type' }]);
  expect(checkWater(undefined)).toEqual([]);
});
