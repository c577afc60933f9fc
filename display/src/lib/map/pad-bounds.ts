import type { Bounds } from './bounds.ts';

/** The bounds with half their size around them: the map stays with its city, whatever the screen's shape. */
export function padBounds([west, south, east, north]: Bounds): [number, number, number, number] {
  const x = (east - west) / 2;
  const y = (north - south) / 2;
  return [west - x, south - y, east + x, north + y];
}
