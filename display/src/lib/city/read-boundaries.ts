import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';

type Areas = FeatureCollection<Polygon | MultiPolygon, { code: string }>;

/**
 * Official boundaries from a GeoJSON or TopoJSON document, whose features carry a unit's code as their id, in the order
 * of `unitCodes`; feature ids count from 0 in that order. Throws naming the units it lacks.
 */
export function readBoundaries(document: unknown, unitCodes: readonly string[]): Areas {
  const byCode = new Map(featuresOf(document).map((area) => [codeOf(area), area]));
  const lacking = unitCodes.filter((code) => !byCode.has(code));
  if (lacking.length > 0) {
    throw new Error(
      `The boundary file lacks ${String(lacking.length)} of ${String(unitCodes.length)} units, as ${lacking.slice(0, 5).join(', ')}; a feature's id must be its unit's code.`,
    );
  }
  return {
    type: 'FeatureCollection',
    features: unitCodes.flatMap((code, id) => {
      const area = byCode.get(code);
      return area ? [{ type: 'Feature' as const, id, properties: { code }, geometry: area.geometry }] : [];
    }),
  };
}

function featuresOf(document: unknown): Feature<Polygon | MultiPolygon>[] {
  const { type } = document as { type?: unknown };
  if (type === 'FeatureCollection') return (document as Areas).features;
  if (type !== 'Topology')
    throw new Error('The boundary file is neither a GeoJSON FeatureCollection nor a TopoJSON Topology.');
  const topology = document as Topology;
  return Object.values(topology.objects).flatMap((object): Feature<Polygon | MultiPolygon>[] => {
    const found: Feature | FeatureCollection = feature(topology, object);
    return (found.type === 'FeatureCollection' ? found.features : [found]) as Feature<Polygon | MultiPolygon>[];
  });
}

function codeOf({ id, properties }: Feature): string {
  const named = (properties as { code?: string } | null)?.code;
  return String(id ?? named ?? '');
}
