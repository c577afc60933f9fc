import { Delaunay } from 'd3-delaunay';
import type { FeatureCollection, Polygon } from 'geojson';
import { clipConvex, type Point } from './clip-convex.ts';

export type UnitPlace = { readonly code: string; readonly lon: number; readonly lat: number; readonly areaKm2: number };

// A unit's ground never reaches further than this many radii of a disc of its area: keeps the outermost cells, which
// have no neighbour on one side, from running to the horizon.
const reachRadii = 1.75;
const discCorners = 40;
const kmPerDegree = 111.2;

/**
 * Approximate service areas: every place belongs to the unit whose point is nearest, within its reach. Feature ids count
 * from 0 in the order of `units`. These are catchments worked out from points, not boundaries, and must be named so.
 */
export function approximateServiceAreas(units: readonly UnitPlace[]): FeatureCollection<Polygon, { code: string }> {
  const meanLat = units.reduce((sum, { lat }) => sum + lat, 0) / Math.max(1, units.length);
  const kmPerLon = kmPerDegree * Math.cos((meanLat * Math.PI) / 180);
  const points = units.map(({ lon, lat }): Point => [lon * kmPerLon, lat * kmPerDegree]);
  const cells = cellsOf(points);
  return {
    type: 'FeatureCollection',
    features: units.map(({ code, areaKm2 }, index) => {
      const disc = discAround(points[index] ?? [0, 0], reachRadii * Math.sqrt(areaKm2 / Math.PI));
      const ring = clipConvex(cells[index] ?? disc, disc);
      const degrees = [...ring, ...ring.slice(0, 1)].map(([x, y]) => [round(x / kmPerLon), round(y / kmPerDegree)]);
      return {
        type: 'Feature',
        id: index,
        properties: { code },
        geometry: { type: 'Polygon', coordinates: [degrees] },
      };
    }),
  };
}

/** Nearest-point cells as open rings, bounded 50 km outside the points. */
function cellsOf(points: readonly Point[]): (Point[] | undefined)[] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const marginKm = 50;
  const voronoi = Delaunay.from(points.map(([x, y]): [number, number] => [x, y])).voronoi([
    Math.min(...xs) - marginKm,
    Math.min(...ys) - marginKm,
    Math.max(...xs) + marginKm,
    Math.max(...ys) + marginKm,
  ]);
  return points.map((_, index) => (voronoi.cellPolygon(index) as Point[] | null)?.slice(0, -1));
}

function discAround([x, y]: Point, radius: number): Point[] {
  return Array.from({ length: discCorners }, (_, corner): Point => {
    const angle = (corner / discCorners) * 2 * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
