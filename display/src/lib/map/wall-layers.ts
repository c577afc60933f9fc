import type { LayerSpecification } from 'maplibre-gl';
import { assetLayers } from './layers/asset-layers.ts';
import { groundLayers } from './layers/ground-layers.ts';
import { chosenLayers, traceLayers } from './layers/mark-layers.ts';
import { waterLayers } from './layers/water-layers.ts';
import type { MapColours } from './map-colours.ts';
import type { Language } from '../words/language.ts';

/**
 * The wall's map from the ground up: areas that brighten where something just happened, or are shaded by the answer to a
 * question; what is normal dim below, by itself or as a cluster; names; then whatever is abnormal, never hidden and never
 * clustered, the worst on top.
 */
export function wallLayers(colours: MapColours, unitPx: number, language: Language): LayerSpecification[] {
  return [
    ...groundLayers(colours, unitPx),
    ...waterLayers(colours, unitPx, language),
    ...traceLayers(colours, unitPx),
    ...assetLayers(colours, unitPx),
    ...chosenLayers(colours, unitPx),
  ];
}
