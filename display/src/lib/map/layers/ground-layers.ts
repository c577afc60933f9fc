import type { LayerSpecification } from 'maplibre-gl';
import type { MapColours } from '../map-colours.ts';
import { greyShades, shadeNumber, shadeOpacity } from '../shades.ts';

/** The layers that show a question's answer by unit; hidden while the map shows states alone. */
export const answerLayers = ['unit-shades', 'unit-unknown'] as const;

/** The ground of the units: brighter where something just happened, or shaded by the answer to a question. */
export function groundLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
  const heat = ['number', ['feature-state', 'heat'], 0] as const;
  const shade = ['number', ['feature-state', 'shade'], 0] as const;
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
      id: 'unit-shades',
      type: 'fill',
      source: 'areas',
      layout: { visibility: 'none' },
      paint: {
        'fill-color': [
          ...['match', [...shade]],
          ...greyShades.flatMap((name) => [shadeNumber(name), colours.shades[name]]),
          ...[shadeNumber('missed'), colours.medium, shadeNumber('far'), colours.high],
          'rgba(0,0,0,0)',
        ] as unknown as string,
        'fill-opacity': shadeOpacity,
        'fill-antialias': false,
      },
    },
    {
      id: 'unit-unknown',
      type: 'fill',
      source: 'areas',
      layout: { visibility: 'none' },
      paint: {
        'fill-pattern': 'hatch',
        'fill-opacity': ['match', [...shade], shadeNumber('unknown'), 1, 0],
      },
    },
    {
      id: 'area-edges',
      type: 'line',
      source: 'areas',
      paint: { 'line-color': colours.areaEdge, 'line-width': unitPx / 16 },
    },
  ];
}
