import type { Feature, Point } from 'geojson';
import { apartPx, type Spot } from '../web-mercator.ts';

/** Where somebody pressed, and the zoom of the map then. */
export type Press = Spot & { readonly zoom: number };

/** A finger's target is at least 24 px across, however small the mark. */
const leastReachPx = 12;
/** Half of the largest mark, in units of text. */
const reachU = 0.85;

/** How near a press must be to a mark to mean it, in CSS pixels. */
export function reachPx(unitPx: number): number {
  return Math.max(leastReachPx, unitPx * reachU);
}

/**
 * Which mark a press means, by its number: the nearest within reach, of several at one place the one on top (`order`). The
 * engine is not asked: until its first tiles are there it finds nothing, and then what it drew last, under numbers that by
 * now may stand for something else.
 */
export function markAt(marks: readonly Feature<Point>[], press: Press, withinPx: number): number | null {
  const near = marks.flatMap(({ id, properties, geometry: { coordinates } }) => {
    const [lon = 0, lat = 0] = coordinates;
    const distancePx = apartPx({ lon, lat }, press, press.zoom);
    if (distancePx > withinPx || typeof id !== 'number') return [];
    return [{ id, distancePx, order: Number(properties?.order ?? 0) }];
  });
  near.sort((a, b) => a.distancePx - b.distancePx || b.order - a.order);
  return near[0]?.id ?? null;
}
