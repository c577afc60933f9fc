import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from '../shapes/state-marks.ts';
import { assetSources, nearFromZoom, type AssetSource } from './asset-sources.ts';
import { labelFont } from './label-fonts.ts';
import { shadeGreys, shadeNumber } from './shades.ts';

export type MapColours = Palette & {
  readonly medium: string;
  readonly area: string;
  readonly areaActive: string;
  readonly areaEdge: string;
  readonly label: string;
};

const zoomsOf: Readonly<Record<AssetSource, { readonly minzoom?: number; readonly maxzoom?: number }>> = {
  'assets-far': { maxzoom: nearFromZoom },
  'assets-near': { minzoom: nearFromZoom },
};

/** The layers that can be pointed at. */
export const assetLayerIds = assetSources.flatMap((source) => [`abnormal-${source}`, `normal-${source}`]);

/** Which points of the assets are drawn at a zoom: each says from where up to where. */
const atThisZoom = [
  ['>=', ['zoom'], ['get', 'from']],
  ['<', ['zoom'], ['get', 'to']],
];
const drawn = (...also: unknown[]): FilterSpecification => ['all', ...atThisZoom, ...also] as FilterSpecification;

/** The layers that show a question's answer by unit; hidden while the map shows states alone. */
export const answerLayers = ['unit-shades', 'unit-unknown'] as const;

/**
 * The wall's map from the ground up: areas that brighten where something just happened, or are shaded by the answer to a
 * question; what is normal dim below, by itself or as a cluster; names; then whatever is abnormal, never hidden and never
 * clustered, the worst on top.
 */
export function wallLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
  return [...groundLayers(colours, unitPx), ...assetLayers(colours, unitPx), ...chosenLayers(colours, unitPx)];
}

/** A ring around an asset, or the edge of a unit. */
function chosenLayers({ info }: MapColours, unitPx: number): LayerSpecification[] {
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

function groundLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
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
          ...Object.entries(shadeGreys).flatMap(([name, grey]) => [shadeNumber(name as keyof typeof shadeGreys), grey]),
          ...[shadeNumber('missed'), colours.medium, shadeNumber('far'), colours.high],
          'rgba(0,0,0,0)',
        ] as unknown as string,
        'fill-opacity': 0.85,
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

function assetLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
  return [
    ...assetSources.map((source): LayerSpecification => normalLayer(source, colours, unitPx)),
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
        'symbol-sort-key': ['-', 0, ['get', 'weight']],
      },
      paint: { 'text-color': colours.label, 'text-halo-color': colours.ground, 'text-halo-width': unitPx / 12 },
    },
    ...assetSources.map((source): LayerSpecification => abnormalLayer(source)),
  ];
}

function normalLayer(source: AssetSource, colours: MapColours, unitPx: number): LayerSpecification {
  return {
    id: `normal-${source}`,
    type: 'symbol',
    source,
    ...zoomsOf[source],
    filter: drawn(['==', ['get', 'rank'], 0]),
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'count'],
      'text-font': [labelFont],
      'text-size': unitPx * 0.8,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'icon-opacity': 0.8, 'text-color': colours.normal },
  };
}

function abnormalLayer(source: AssetSource): LayerSpecification {
  return {
    id: `abnormal-${source}`,
    type: 'symbol',
    source,
    ...zoomsOf[source],
    filter: drawn(['>', ['get', 'rank'], 0]),
    layout: {
      // Names give way to it: it takes its place first and is drawn whatever is there.
      'icon-image': ['get', 'icon'],
      'icon-allow-overlap': true,
      // The worst on top; of equals always the same one, or marks that overlap would change places with every update.
      'symbol-sort-key': ['get', 'order'],
    },
  };
}
