import type { Position } from 'geojson';
import type { CityView } from '../city/city-view.ts';

/** A small map of where an incident is: shapes as SVG paths in a box of this size. */
export type Extent = {
  readonly width: number;
  readonly height: number;
  readonly areas: readonly {
    readonly code: string;
    readonly name: string;
    readonly path: string;
    readonly isTouched: boolean;
  }[];
  readonly dots: readonly { readonly code: string; readonly x: number; readonly y: number }[];
};

type Box = { west: number; south: number; east: number; north: number };

const width = 480;
/** So much of what lies around is shown, as a share of the box. */
const around = 0.35;

/** Draws the units and assets touched, with what lies around them; null where nothing of it is on the map. */
export function drawExtent(
  city: CityView,
  touched: { units: readonly string[]; assets: readonly string[]; place: { lon: number; lat: number } | null },
): Extent | null {
  const units = new Set(touched.units);
  const assets = city.assets.filter(({ code }) => touched.assets.includes(code));
  // Areas are in the order of the units.
  const shapes = city.units.flatMap(({ code }, at) => {
    const geometry = city.areas.features.features[at]?.geometry;
    if (!geometry) return [];
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    return [{ code, rings }];
  });
  const points: Position[] = [
    ...shapes.filter(({ code }) => units.has(code)).flatMap(({ rings }) => rings.flat()),
    ...assets.map(({ lon, lat }) => [lon, lat]),
    ...(touched.place ? [[touched.place.lon, touched.place.lat]] : []),
  ];
  const box = padded(boxOf(points));
  if (!box) return null;
  const stretch = Math.cos((((box.south + box.north) / 2) * Math.PI) / 180);
  const scale = width / ((box.east - box.west) * stretch);
  const toX = (lon: number): number => round((lon - box.west) * stretch * scale);
  const toY = (lat: number): number => round((box.north - lat) * scale);
  const names = new Map(city.units.map(({ code, name }) => [code, name]));
  return {
    ...{ width, height: round((box.north - box.south) * scale) },
    areas: shapes
      .filter(({ rings }) => overlaps(boxOf(rings.flat()), box))
      .map(({ code, rings }) => ({
        ...{ code, name: names.get(code) ?? code, isTouched: units.has(code) },
        path: rings
          .map((ring) => `M${ring.map(([lon = 0, lat = 0]) => `${toX(lon)} ${toY(lat)}`).join('L')}Z`)
          .join(''),
      })),
    dots: [
      ...assets.map(({ code, lon, lat }) => ({ code, x: toX(lon), y: toY(lat) })),
      ...(touched.place ? [{ code: '', x: toX(touched.place.lon), y: toY(touched.place.lat) }] : []),
    ],
  };
}

function boxOf(points: readonly Position[]): Box | undefined {
  if (points.length === 0) return undefined;
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [lon = 0, lat = 0] of points) {
    box.west = Math.min(box.west, lon);
    box.east = Math.max(box.east, lon);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  }
  return box;
}

/** With something around it, and never narrower than about a kilometre nor flatter than half its width. */
function padded(box: Box | undefined): Box | undefined {
  if (!box) return undefined;
  const across = Math.max(box.east - box.west, 0.01) * (1 + around);
  const up = Math.max(box.north - box.south, across / 2) * (1 + around / 2);
  const [lon, lat] = [(box.west + box.east) / 2, (box.south + box.north) / 2];
  return { west: lon - across / 2, east: lon + across / 2, south: lat - up / 2, north: lat + up / 2 };
}

function overlaps(one: Box | undefined, other: Box): boolean {
  return (
    one !== undefined &&
    one.west < other.east &&
    one.east > other.west &&
    one.south < other.north &&
    one.north > other.south
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
