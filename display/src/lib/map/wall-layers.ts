import type { Palette } from '../shapes/draw-mark.ts';
import { labelFont } from './label-fonts.ts';
import type { LayerSpecification } from 'maplibre-gl';

export type MapColours = Palette & {
  readonly area: string;
  readonly areaActive: string;
  readonly areaEdge: string;
  readonly label: string;
};

/**
 * The wall's map from the ground up: areas that brighten where something just happened, what is normal dim below, names,
 * then whatever is abnormal, never hidden and the worst on top.
 */
export function wallLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
  const heat = ['number', ['feature-state', 'heat'], 0] as const;
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
    {
      id: 'areas',
      type: 'fill',
      source: 'areas',
      paint: {
        'fill-color': ['interpolate', ['linear'], [...heat], 0, colours.area, 1, colours.areaActive],
        'fill-antialias': false,
      },
    },
    {
      id: 'area-edges',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': colours.areaEdge, 'line-width': unitPx / 16 },
    },
    {
      id: 'assets-normal',
      type: 'symbol',
      source: 'assets',
      filter: ['==', ['get', 'rank'], 0],
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
      paint: { 'icon-opacity': 0.8 },
    },
    {
      id: 'unit-names',
      type: 'symbol',
      source: 'units',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [labelFont],
        'text-size': unitPx * 0.8,
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
        'text-radial-offset': 0.5,
        'text-max-width': 8,
        'text-padding': unitPx * 0.25,
        'symbol-sort-key': ['-', 0, ['get', 'population']],
      },
      paint: { 'text-color': colours.label, 'text-halo-color': colours.ground, 'text-halo-width': unitPx / 12 },
    },
    {
      id: 'assets-abnormal',
      type: 'symbol',
      source: 'assets',
      filter: ['>', ['get', 'rank'], 0],
      layout: {
        // Names give way to it: it takes its place first and is drawn whatever is there.
        'icon-image': ['get', 'icon'],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'rank'],
      },
    },
  ];
}
