import type { Feature, FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { Bounds } from './bounds.ts';
import type { Press } from './press/mark-at.ts';

/**
 * All that the pages know of a map engine. Feature ids are integers, which is what both engines need for state and for
 * updates; styles keep to the version 8 that both read. An engine fetches nothing but what it is given.
 */
export type MapPort = {
  /** Adds or replaces point features of a source by id, and takes others away. */
  readonly update: (source: string, put: readonly Feature<Point>[], gone: readonly number[]) => void;
  /** Replaces all that a source holds. */
  readonly replace: (source: string, data: FeatureCollection) => void;
  /** Sets values of one feature that only paint depends on. */
  readonly state: (source: string, id: number, state: Readonly<Record<string, number>>) => void;
  readonly layerVisible: (layer: string, isVisible: boolean) => void;
  /** Moves the view so that these bounds fill it, no nearer than `maxZoom`. */
  readonly fit: (bounds: Bounds, maxZoom?: number) => void;
  readonly zoomBy: (steps: number) => void;
  /** The map as it is drawn now, as a PNG. */
  readonly snapshot: () => Promise<Blob>;
  readonly destroy: () => void;
};

type MapSource = {
  readonly data: FeatureCollection;
  /** Whether `update` will be called on it. */
  readonly changes: boolean;
  /** Where closer looks are taken of the tiles of this zoom. */
  readonly lastTileZoom?: number;
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
  /** Room around what is looked at as a whole, in CSS pixels, in a place as large as it is then. */
  readonly padding: () => {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
  /** A map that can be moved and pressed; without it, it is a picture. */
  readonly onPress?: ((press: Press) => void) | undefined;
  /** The zoom it is looked at from, first and whenever the view moves. */
  readonly onView?: (zoom: number) => void;
  /** Its place has another size. */
  readonly onResize?: () => void;
  /** The map cannot be drawn any longer; the engine has cleaned up after itself. */
  readonly onFatal: (reason: string) => void;
};
