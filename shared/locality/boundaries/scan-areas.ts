import type { Position } from 'geojson';
import type { Area } from './read-areas.ts';

/** From `from` to `to` degrees of longitude, on one line of latitude, lies the area of this number. */
export type Stretch = { readonly area: number; readonly from: number; readonly to: number };

/** Areas cut into lines of equal latitude: what lies on the middle of each line, in no order. */
export type Scan = {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly stepLat: number;
  readonly lines: readonly (readonly Stretch[])[];
};

/**
 * Cuts areas into `count` lines. A place is inside an area when a line to it crosses the area's rings an odd number of
 * times, so neither the order nor the direction of rings matters and holes are holes.
 */
export function scanAreas(areas: readonly Area[], count: number): Scan {
  const places = areas.flatMap(({ rings }) => rings.flat());
  const [west, south, east, north] = places.reduce<[number, number, number, number]>(
    ([w, s, e, n], [lon = 0, lat = 0]) => [Math.min(w, lon), Math.min(s, lat), Math.max(e, lon), Math.max(n, lat)],
    [180, 90, -180, -90],
  );
  const stepLat = (north - south) / count;
  const lines: Stretch[][] = Array.from({ length: count }, () => []);
  for (const [area, { rings }] of areas.entries()) {
    const crossings = new Map<number, number[]>();
    for (const ring of rings) addCrossings(ring, { south, stepLat, count }, crossings);
    for (const [line, at] of crossings) {
      at.sort((one, other) => one - other);
      for (let index = 0; index + 1 < at.length; index += 2) {
        lines[line]?.push({ area, from: at[index] ?? 0, to: at[index + 1] ?? 0 });
      }
    }
  }
  return { west, east, south, stepLat, lines };
}

type Lines = { south: number; stepLat: number; count: number };

/** Longitudes at which a ring, closed or not, crosses the middles of lines. */
function addCrossings(ring: readonly Position[], { south, stepLat, count }: Lines, found: Map<number, number[]>): void {
  const lineOf = (lat: number): number => (lat - south) / stepLat - 0.5;
  for (const [index, [lon2 = 0, lat2 = 0]] of ring.entries()) {
    const [lon1 = 0, lat1 = 0] = ring.at(index - 1) ?? [];
    if (lat1 === lat2) continue;
    const [low, high] = lat1 < lat2 ? [lat1, lat2] : [lat2, lat1];
    // Half-open, so that a corner on a line is counted once.
    const last = Math.min(count, Math.ceil(lineOf(high)));
    for (let line = Math.max(0, Math.ceil(lineOf(low))); line < last; line += 1) {
      const lat = south + (line + 0.5) * stepLat;
      const lon = lon1 + ((lat - lat1) / (lat2 - lat1)) * (lon2 - lon1);
      const at = found.get(line);
      if (at) at.push(lon);
      else found.set(line, [lon]);
    }
  }
}
