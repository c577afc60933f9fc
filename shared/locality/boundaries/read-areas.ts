import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';

/** An area of a boundary file: its code, what else is said of it, and its rings in any order and direction. */
export type Area = {
  readonly code: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly rings: readonly (readonly Position[])[];
};

/**
 * The areas of a GeoJSON or TopoJSON document. An area's code is its feature's id, or its property `code`. Throws for a
 * document that is neither, and for a feature that is no polygon.
 */
export function readAreas(document: unknown): Area[] {
  return featuresOf(document).map(({ id, properties, geometry }, index) => {
    const code = String(id ?? properties?.['code'] ?? '');
    const named = code === '' ? `number ${index + 1}` : code;
    if (geometry?.type === 'Polygon') return { code, properties: properties ?? {}, rings: geometry.coordinates };
    if (geometry?.type === 'MultiPolygon')
      return { code, properties: properties ?? {}, rings: geometry.coordinates.flat() };
    throw new Error(`feature ${named} is ${geometry?.type ?? 'empty'}, not a Polygon or MultiPolygon`);
  });
}

type AnyFeature = Feature<Geometry | null>;

function featuresOf(document: unknown): AnyFeature[] {
  const { type } = (document ?? {}) as { type?: unknown };
  if (type === 'FeatureCollection') return (document as FeatureCollection).features;
  if (type !== 'Topology')
    throw new Error('the document is neither a GeoJSON FeatureCollection nor a TopoJSON Topology');
  const topology = document as Topology;
  return Object.values(topology.objects).flatMap((object) => {
    const found: Feature | FeatureCollection = feature(topology, object);
    return found.type === 'FeatureCollection' ? found.features : [found];
  });
}
