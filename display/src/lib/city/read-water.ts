import { z } from 'zod';
import type { CityWater } from './city-view.ts';

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

/** Rivers and lakes of a GeoJSON document, as lines or areas. Throws naming what cannot be read. */
export function readWater(given: unknown): CityWater {
  const parsed = document.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`The water file cannot be read at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return {
    isDerived: parsed.data.features.some(({ properties }) => properties?.derivation !== undefined),
    features: {
      type: 'FeatureCollection',
      features: parsed.data.features.map(({ geometry, properties }) => {
        const { name = '', name_en } = properties ?? {};
        return { type: 'Feature', properties: { name, nameEn: name_en ?? name }, geometry };
      }),
    },
  };
}
