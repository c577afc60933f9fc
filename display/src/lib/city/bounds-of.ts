import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

/** West, south, east, north of all areas, in degrees. */
export function boundsOf(areas: FeatureCollection<Polygon | MultiPolygon>): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { geometry } of areas.features) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const [lon = 0, lat = 0] of polygons.flat(2)) {
      west = Math.min(west, lon);
      south = Math.min(south, lat);
      east = Math.max(east, lon);
      north = Math.max(north, lat);
    }
  }
  return [west, south, east, north];
}
