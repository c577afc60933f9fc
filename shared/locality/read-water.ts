import type { FeatureCollection, LineString, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import { z } from 'zod';
import type { PackProblem } from './pack-problem.ts';

/** Rivers and lakes; `isDerived`: some of it was worked out from other things, and must be named so. */
export type CityWater = {
  readonly isDerived: boolean;
  readonly features: FeatureCollection<
    LineString | MultiLineString | Polygon | MultiPolygon,
    { readonly name: string; readonly nameEn: string }
  >;
};

const position = z.array(z.number()).min(2);
const ring = z.array(position).min(4);
const line = z.array(position).min(2);
const words = z.string().trim().min(1);

/** A river or a lake; `derivation` says how its course was worked out where nobody measured it. */
const feature = z.object({
  properties: z.object({ name: words.optional(), name_en: words.optional(), derivation: words.optional() }).nullish(),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('LineString'), coordinates: line }),
    z.object({ type: z.literal('MultiLineString'), coordinates: z.array(line) }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
  ]),
});

const document = z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) });

/** Rivers and lakes of a GeoJSON document, as lines or areas, or what in it cannot be read. */
export function readWater(given: unknown): { water: CityWater } | { problem: PackProblem } {
  const parsed = document.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const message = {
      vi: `không đọc được sông hồ (GeoJSON: đường hoặc vùng): ${issue?.message ?? ''}`,
      en: `no rivers or lakes can be read (GeoJSON of lines or areas): ${issue?.message ?? ''}`,
    };
    return { problem: { file: 'water.geojson', row: 0, column: issue?.path.join('.') ?? '', message } };
  }
  const { features } = parsed.data;
  return {
    water: {
      isDerived: features.some(({ properties }) => properties?.derivation !== undefined),
      features: {
        type: 'FeatureCollection',
        features: features.map(({ geometry, properties }) => {
          const { name = '', name_en } = properties ?? {};
          return { type: 'Feature', properties: { name, nameEn: name_en ?? name }, geometry };
        }),
      },
    },
  };
}

/** What is wrong in `water.geojson`; a city without one says nothing of its water. */
export function checkWater(given: unknown): PackProblem[] {
  const read = given === undefined ? undefined : readWater(given);
  return read && 'problem' in read ? [read.problem] : [];
}
