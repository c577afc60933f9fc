import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { assetSources, nearFromZoom, type AssetSource } from '../asset-sources.ts';
import { labelFont } from '../label-fonts.ts';
import type { MapColours } from '../map-colours.ts';

const zoomsOf: Readonly<Record<AssetSource, { readonly minzoom?: number; readonly maxzoom?: number }>> = {
  'assets-far': { maxzoom: nearFromZoom },
  'assets-near': { minzoom: nearFromZoom },
};

// From near by there is room.
const iconSize: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], nearFromZoom, 1, nearFromZoom + 3, 1.6];

// Three digits want a wider disc; two of them side by side still stand apart.
const clusterSize: ExpressionSpecification = ['case', ['>', ['length', ['get', 'count']], 2], 1.3, 1];

/** The layers of the assets. */
export const assetLayerIds = assetSources.flatMap((source) => [
  `normal-${source}`,
  `cluster-${source}`,
  `abnormal-${source}`,
]);

/** Which points of the assets are drawn at a zoom: each says from where up to where. */
const atThisZoom = [
  ['>=', ['zoom'], ['get', 'from']],
  ['<', ['zoom'], ['get', 'to']],
];
const drawn = (...also: unknown[]): FilterSpecification => ['all', ...atThisZoom, ...also] as FilterSpecification;

/**
 * What is normal, the names of the units, clusters, and over all whatever is abnormal. Of marks that overlap
 * always the same one is on top (`order`), or they would change places with every update.
 */
export function assetLayers(colours: MapColours, unitPx: number): LayerSpecification[] {
  return [
    ...assetSources.map(normalLayer),
    {
      id: 'unit-names',
      type: 'symbol',
      source: 'units',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [labelFont],
        'text-size': unitPx * 0.8,
        // A cluster often stands where the unit's own point is: beside it there is room.
        'text-variable-anchor': [
          'top',
          'bottom',
          'left',
          'right',
          'top-left',
          'top-right',
          'bottom-left',
          'bottom-right',
        ],
        'text-radial-offset': 1.1,
        'text-max-width': 8,
        'text-padding': unitPx * 0.25,
        'symbol-sort-key': ['-', 0, ['get', 'weight']],
      },
      paint: { 'text-color': colours.label, 'text-halo-color': colours.ground, 'text-halo-width': unitPx / 8 },
    },
    ...assetSources.map((source) => clusterLayer(source, colours, unitPx)),
    ...assetSources.map(abnormalLayer),
  ];
}

function normalLayer(source: AssetSource): LayerSpecification {
  return {
    id: `normal-${source}`,
    type: 'symbol',
    source,
    ...zoomsOf[source],
    filter: drawn(['==', ['get', 'rank'], 0], ['==', ['get', 'count'], '']),
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': iconSize,
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'icon-opacity': 0.8 },
  };
}

function clusterLayer(source: AssetSource, colours: MapColours, unitPx: number): LayerSpecification {
  return {
    id: `cluster-${source}`,
    type: 'symbol',
    source,
    ...zoomsOf[source],
    filter: drawn(['!=', ['get', 'count'], '']),
    layout: {
      // Names give way to it, or neither could be read.
      'icon-image': ['get', 'icon'],
      'icon-size': clusterSize,
      'icon-allow-overlap': true,
      'text-field': ['get', 'count'],
      'text-font': [labelFont],
      'text-size': unitPx * 0.8,
      'text-allow-overlap': true,
      'text-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': colours.normal },
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
      'icon-size': iconSize,
      'icon-allow-overlap': true,
      // The worst on top.
      'symbol-sort-key': ['get', 'order'],
    },
  };
}
