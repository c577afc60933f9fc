import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { Spot } from '../web-mercator.ts';

/** Which of these areas a place lies in, by its number; null: in none. */
export function areaAt(areas: FeatureCollection<Polygon | MultiPolygon>, spot: Spot): number | null {
  const found = areas.features.findIndex(({ geometry }) => {
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    // Who is in a hole is within two rings, so outside again.
    return rings.filter((ring) => isWithin(ring, spot)).length % 2 === 1;
  });
  return found < 0 ? null : found;
}

/** Whether a line from here to the east crosses a closed ring an odd number of times. */
function isWithin(ring: readonly Position[], { lon, lat }: Spot): boolean {
  let [beforeX = 0, beforeY = 0] = ring.at(-1) ?? [];
  let isIn = false;
  for (const [x = 0, y = 0] of ring) {
    if (y > lat !== beforeY > lat && lon < x + ((beforeX - x) * (lat - y)) / (beforeY - y)) isIn = !isIn;
    [beforeX, beforeY] = [x, y];
  }
  return isIn;
}
