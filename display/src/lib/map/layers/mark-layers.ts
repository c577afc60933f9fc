import type { ExpressionFilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapColours } from '../map-colours.ts';
import type { TracePart } from '../trace-features.ts';

/** Where an incident is, in white: its colour is that of the marks in it. */
export function traceLayers({ label }: MapColours, unitPx: number): LayerSpecification[] {
  const only = (part: TracePart): ExpressionFilterSpecification => ['==', ['get', 'part'], part];
  return [
    {
      id: 'trace-area',
      type: 'line',
      source: 'trace',
      filter: only('area'),
      paint: { 'line-color': label, 'line-width': unitPx / 7 },
    },
    {
      id: 'trace-chain',
      type: 'line',
      source: 'trace',
      filter: only('chain'),
      paint: { 'line-color': label, 'line-width': unitPx / 12, 'line-opacity': 0.7, 'line-dasharray': [3, 2] },
    },
    {
      id: 'trace-cause',
      type: 'circle',
      source: 'trace',
      filter: only('cause'),
      paint: {
        'circle-radius': unitPx * 1.2,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': label,
        'circle-stroke-width': unitPx / 7,
      },
    },
  ];
}

/** A ring around an asset, or the edge of a unit. */
export function chosenLayers({ info }: MapColours, unitPx: number): LayerSpecification[] {
  return [
    {
      id: 'chosen-area',
      type: 'line',
      source: 'chosen',
      filter: ['!=', ['geometry-type'], 'Point'],
      paint: { 'line-color': info, 'line-width': unitPx / 6 },
    },
    {
      id: 'chosen-place',
      type: 'circle',
      source: 'chosen',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': unitPx * 0.9,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': info,
        'circle-stroke-width': unitPx / 6,
      },
    },
  ];
}
