import type { Position } from 'geojson';
import type { CityView } from '../city/city-view.ts';

/** A still picture of a city's units: each as an SVG path, in a box of this size. */
export type Territory = {
  readonly width: number;
  readonly height: number;
  readonly official: boolean;
  readonly areas: readonly Area[];
};

/** A unit's area, and a point in the midst of its largest part. */
export type Area = { readonly code: string; readonly path: string; readonly midst: readonly [x: number, y: number] };

const width = 640;

/** Draws it: areas are in the order of the units. Corners nearer than half a pixel are left out. */
export function drawTerritory({ units, areas }: CityView): Territory {
  const shapes = units.flatMap(({ code }, at) => {
    const geometry = areas.features.features[at]?.geometry;
    if (!geometry) return [];
    return [{ code, rings: geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat() }];
  });
  const box = boxOf(shapes.flatMap(({ rings }) => rings.flat()));
  const stretch = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const scale = width / Math.max(1e-6, (box.east - box.west) * stretch);
  const place = ([lon = 0, lat = 0]: Position): [x: number, y: number] => [
    round((lon - box.west) * stretch * scale),
    round((box.north - lat) * scale),
  ];
  return {
    ...{ width, height: Math.ceil((box.north - box.south) * scale), official: areas.official },
    areas: shapes.map(({ code, rings }) => {
      const drawn = rings.map((ring) => ring.map(place));
      return { code, path: drawn.map(toPath).join(''), midst: midstOf(drawn) };
    }),
  };
}

function toPath(points: readonly [x: number, y: number][]): string {
  const kept: [number, number][] = [];
  for (const [x, y] of points) {
    const last = kept.at(-1);
    if (!last || Math.hypot(x - last[0], y - last[1]) >= 0.5) kept.push([x, y]);
  }
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`;
}

/** The middle of the corners of the ring with the most of them. */
function midstOf(rings: readonly (readonly [x: number, y: number][])[]): Area['midst'] {
  const largest = rings.reduce((most, ring) => (ring.length > most.length ? ring : most), []);
  const sum = largest.reduce(([x, y], corner) => [x + corner[0], y + corner[1]], [0, 0]);
  const count = Math.max(1, largest.length);
  return [round(sum[0] / count), round(sum[1] / count)];
}

function boxOf(points: readonly Position[]) {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon = 0, lat = 0] of points) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
