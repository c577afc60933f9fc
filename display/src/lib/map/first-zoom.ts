import type { Bounds } from './bounds.ts';
import { worldPx } from './web-mercator.ts';

// No screen shows a whole city smaller than this.
const leastPx = 240;

/** The whole zoom from which a city is looked at: a little before it fills the smallest screen. */
export function firstZoom([west, south, east, north]: Bounds): number {
  const degrees = Math.max(east - west, north - south, 0.001);
  return Math.max(0, Math.floor(Math.log2((360 * leastPx) / (worldPx * degrees))));
}
