/** Where something stands, in degrees. */
export type Spot = { readonly lon: number; readonly lat: number };

/** A place of the world, which is 1 wide and 1 high. */
export type WorldPoint = readonly [x: number, y: number];

/** How wide the world is at zoom 0, in CSS pixels. */
export const worldPx = 512;

/** Where a place is drawn. */
export function toWorld({ lon, lat }: Spot): WorldPoint {
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [(lon + 180) / 360, (1 - y / Math.PI) / 2];
}

export function toDegrees([x, y]: WorldPoint): Spot {
  const lat = (Math.atan(Math.exp(Math.PI * (1 - 2 * y))) * 360) / Math.PI - 90;
  return { lon: round(x * 360 - 180), lat: round(lat) };
}

/** How far apart two places are drawn at a zoom, in CSS pixels. */
export function apartPx(one: Spot, other: Spot, zoom: number): number {
  const [x, y] = toWorld(one);
  const [otherX, otherY] = toWorld(other);
  return Math.hypot(x - otherX, y - otherY) * worldPx * 2 ** zoom;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
