import type { Feature, FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Bounds } from './bounds.ts';

/**
 * All that the pages know of a map engine. Feature ids are integers, which is what both engines need for state and for
 * updates; styles keep to the version 8 that both read. An engine fetches nothing but what it is given.
 */
export type MapPort = {
  /** Adds or replaces point features of a source by id. */
  readonly upsert: (source: string, features: readonly Feature<Point>[]) => void;
  /** Sets values of one feature that only paint depends on. */
  readonly setState: (source: string, id: number, state: Readonly<Record<string, number>>) => void;
  /** Replaces all that a source holds. */
  readonly replace: (source: string, data: FeatureCollection) => void;
  /** Moves the view so that these bounds fill it, no nearer than `maxZoom`. */
  readonly fit: (bounds: Bounds, maxZoom?: number) => void;
  readonly zoomBy: (steps: number) => void;
  readonly destroy: () => void;
};

/** Where somebody pressed, and the ids of features of the asked layers there, topmost first. */
export type Picked = { readonly lon: number; readonly lat: number; readonly ids: readonly number[] };

type MapSource = {
  readonly data: FeatureCollection;
  /** Whether `upsert` will be called on it. */
  readonly changes: boolean;
};

export type MapOptions = {
  readonly container: HTMLElement;
  /** Drawn in order, over a source of the same page. */
  readonly layers: readonly LayerSpecification[];
  readonly sources: Readonly<Record<string, MapSource>>;
  readonly images: Readonly<Record<string, ImageData>>;
  /** Device pixels per CSS pixel that `images` were drawn for. */
  readonly pixelRatio: number;
  readonly bounds: Bounds;
  readonly paddingPx: number;
  /** A map that can be moved and pressed; without it, it is a picture. `layers` are those that can be picked. */
  readonly pick?: { readonly layers: readonly string[]; readonly onPick: (picked: Picked) => void } | undefined;
  /** The map cannot be drawn any longer; the engine has cleaned up after itself. */
  readonly onFatal: (reason: string) => void;
};
