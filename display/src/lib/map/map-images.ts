import type { CityView } from '../city/city-view.ts';
import { assetStates } from '../feed/asset-state.ts';
import { clusterSizeU, clusterStates } from '../shapes/cluster-marks.ts';
import { drawCluster, drawHatch } from '../shapes/draw-cluster.ts';
import { drawMark } from '../shapes/draw-mark.ts';
import { stateMarks } from '../shapes/state-marks.ts';
import type { MapColours } from './map-colours.ts';

/** Every picture that the wall's layers name. */
export function mapImages(city: CityView, colours: MapColours, unitDevicePx: number): Record<string, ImageData> {
  const images: Record<string, ImageData> = { hatch: drawHatch(colours.ghost, Math.round(unitDevicePx / 2)) };
  const toPx = (sizeU: number): number => Math.max(8, Math.round(unitDevicePx * sizeU));
  for (const kind of new Set(city.assets.map((asset) => asset.kind))) {
    for (const state of assetStates) {
      const mark = stateMarks[state];
      images[`${kind}-${state}`] = drawMark(kind, mark, colours, toPx(mark.sizeU));
    }
  }
  for (const state of clusterStates) images[`cluster-${state}`] = drawCluster(state, colours, toPx(clusterSizeU));
  return images;
}
