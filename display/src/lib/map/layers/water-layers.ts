import type { LayerSpecification } from 'maplibre-gl';
import type { Language } from '../../words/language.ts';
import { labelFont } from '../label-fonts.ts';
import type { MapColours } from '../map-colours.ts';

/** Rivers and lakes: people find their way by them, and nothing on the map is judged by them, so they are nearly grey. */
export function waterLayers(colours: MapColours, unitPx: number, language: Language): LayerSpecification[] {
  const source = 'water';
  return [
    {
      ...{ id: 'water-areas', type: 'fill', source },
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': colours.water },
    },
    {
      ...{ id: 'water-lines', type: 'line', source },
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colours.water, 'line-width': unitPx / 4 },
    },
    {
      ...{ id: 'water-names', type: 'symbol', source },
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', language === 'en' ? 'nameEn' : 'name'],
        'text-font': [labelFont],
        'text-size': unitPx * 0.8,
        'text-offset': [0, 0.9],
        'symbol-spacing': unitPx * 40,
      },
      paint: { 'text-color': colours.normal, 'text-halo-color': colours.ground, 'text-halo-width': unitPx / 10 },
    },
  ];
}
