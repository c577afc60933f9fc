/** Degrees, as map engines take them. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];
