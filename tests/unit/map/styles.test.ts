import { validateStyleMin, type SourceSpecification } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import type { MapColours } from '../../../display/src/lib/map/map-colours.ts';
import { wallLayers } from '../../../display/src/lib/map/wall-layers.ts';

const colours: MapColours = {
  ...{ ground: '#0e1216', normal: '#a9b4bd', faint: '#7d8994', ghost: '#4a555f', high: '#ffa02b', medium: '#fff07a' },
  ...{
    info: '#4da3ff',
    area: '#1a222a',
    areaActive: '#34424f',
    areaEdge: '#2f3b46',
    water: '#344552',
    label: '#e6ebef',
  },
  shades: {
    ...{
      met: '#2f3d49',
      near: '#56646f',
      amount0: '#1f2932',
      amount1: '#36444f',
      amount2: '#566570',
      amount3: '#82909b',
    },
  },
};
const empty: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

test('the wall’s layers are a style of version 8, over the sources that the map has', () => {
  const layers = wallLayers(colours, 20, 'vi');
  const sources = Object.fromEntries(layers.flatMap((layer) => ('source' in layer ? [[layer.source, empty]] : [])));
  expect(Object.keys(sources).sort()).toEqual([
    'areas',
    'assets-far',
    'assets-near',
    'chosen',
    'trace',
    'units',
    'water',
  ]);
  const faults = validateStyleMin({ version: 8, sources, layers, glyphs: 'local://{fontstack}/{range}.pbf' });
  expect(faults.map(({ message }) => message)).toEqual([]);
});
