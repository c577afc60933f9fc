import type { Feature, FeatureCollection, Point } from 'geojson';
import type { CityAsset, CityView } from '../city/city-view.ts';
import { assetStates, type AssetState } from '../feed/asset-state.ts';
import type { WallChange } from '../panels/wall-screen.svelte.ts';
import { drawMark } from '../shapes/draw-mark.ts';
import { stateMarks } from '../shapes/state-marks.ts';
import type { Language } from '../words/language.ts';
import type { LayerSpecification } from 'maplibre-gl';
import type { Bounds } from './bounds.ts';
import type { MapOptions, MapPort } from './map-port.ts';
import { mountMap } from './mount-map.ts';
import { wallLayers, type MapColours } from './wall-layers.ts';

export type WallMapOptions = {
  readonly container: HTMLElement;
  readonly city: CityView;
  readonly colours: MapColours;
  /** One unit of text, in CSS pixels. */
  readonly unitPx: number;
  readonly pixelRatio: number;
  readonly language: Language;
  readonly mapboxToken: string | null;
  readonly onFatal: (reason: string) => void;
};

/** What a page draws over the wall's map, and what it hears of it. */
export type MapOverlay = {
  readonly layers: (colours: MapColours, unitPx: number) => readonly LayerSpecification[];
  readonly images: (unitDevicePx: number) => Readonly<Record<string, ImageData>>;
  readonly pick: NonNullable<MapOptions['pick']>;
};

/** The source that an overlay's layers draw. */
export const overlaySource = 'overlay';

const nothing: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };

// One event glows for about three seconds, many in a row add up: how bright a unit is says how busy it is.
const glowAdded = 0.3;
const glowKept = 0.82;
const glowOver = 0.05;

/** The wall's map of one city, from its first look to its last change. */
export class WallMap {
  readonly #city: CityView;
  readonly #assetIds: ReadonlyMap<CityAsset, number>;
  readonly #unitIds: ReadonlyMap<string, number>;
  readonly #states = new Map<CityAsset, AssetState>();
  readonly #glow = new Map<number, number>();
  readonly #overlay: MapOverlay | undefined;
  #overlaid: FeatureCollection<Point> = nothing;
  #port: MapPort | null = null;

  constructor(city: CityView, overlay?: MapOverlay) {
    this.#city = city;
    this.#overlay = overlay;
    this.#assetIds = new Map(city.assets.map((asset, id) => [asset, id]));
    this.#unitIds = new Map(city.units.map(({ code }, id) => [code, id]));
  }

  /** Draws the city; changes may be applied before and after. Rejects when no engine can draw here. */
  async mount({
    container,
    city,
    colours,
    unitPx,
    pixelRatio,
    language,
    mapboxToken,
    onFatal,
  }: WallMapOptions): Promise<void> {
    const options = {
      container,
      layers: [...wallLayers(colours, unitPx), ...(this.#overlay?.layers(colours, unitPx) ?? [])],
      sources: {
        areas: { data: city.areas.features, changes: false },
        units: { data: namesOf(city, language), changes: false },
        assets: { data: this.#assetFeatures(), changes: true },
        ...(this.#overlay && { [overlaySource]: { data: this.#overlaid, changes: false } }),
      },
      images: {
        ...drawImages(city, colours, unitPx * pixelRatio),
        ...this.#overlay?.images(unitPx * pixelRatio),
      },
      pick: this.#overlay?.pick,
      pixelRatio,
      bounds: city.bounds,
      paddingPx: unitPx,
      onFatal,
    };
    await mountMap(options, mapboxToken, (port) => {
      this.#port = port;
      // What changed while the engine was starting.
      port.upsert('assets', this.#assetFeatures().features);
      if (this.#overlay) port.replace(overlaySource, this.#overlaid);
    });
  }

  /** Brings the map up to a change; called at most four times a second. */
  apply({ looks, activeUnits }: WallChange): void {
    for (const [asset, state] of looks) this.#states.set(asset, state);
    this.#moveGlow(activeUnits);
    if (this.#port && looks.size > 0) {
      this.#port.upsert(
        'assets',
        [...looks.keys()].map((asset) => this.#toFeature(asset)),
      );
    }
  }

  /** Replaces what the overlay draws. */
  overlay(data: FeatureCollection<Point>): void {
    this.#overlaid = data;
    this.#port?.replace(overlaySource, data);
  }

  /** Moves the view; undefined: the whole city. */
  fit(bounds: Bounds | undefined): void {
    this.#port?.fit(bounds ?? this.#city.bounds);
  }

  zoomBy(steps: number): void {
    this.#port?.zoomBy(steps);
  }

  destroy(): void {
    this.#port?.destroy();
    this.#port = null;
  }

  #moveGlow(activeUnits: readonly string[]): void {
    for (const [id, heat] of this.#glow) this.#setGlow(id, heat * glowKept);
    for (const unit of activeUnits) {
      const id = this.#unitIds.get(unit);
      if (id !== undefined) this.#setGlow(id, Math.min(1, (this.#glow.get(id) ?? 0) + glowAdded));
    }
  }

  #setGlow(id: number, heat: number): void {
    const shown = heat < glowOver ? 0 : heat;
    if (shown === 0) this.#glow.delete(id);
    else this.#glow.set(id, shown);
    this.#port?.setState('areas', id, { heat: shown });
  }

  #assetFeatures(): FeatureCollection<Point> {
    return { type: 'FeatureCollection', features: this.#city.assets.map((asset) => this.#toFeature(asset)) };
  }

  #toFeature(asset: CityAsset): Feature<Point> {
    const state = this.#states.get(asset) ?? 'unknown';
    return {
      type: 'Feature',
      id: this.#assetIds.get(asset) ?? -1,
      properties: { icon: `${asset.kind}-${state}`, rank: stateMarks[state].rank },
      geometry: { type: 'Point', coordinates: [asset.lon, asset.lat] },
    };
  }
}

function namesOf(city: CityView, language: Language): FeatureCollection<Point> {
  return {
    type: 'FeatureCollection',
    features: city.units.map(({ name, nameEn, population, lon, lat }, id) => ({
      type: 'Feature',
      id,
      // Of two names that collide, that of the unit with more people is written.
      properties: { name: language === 'en' ? nameEn : name, population: population ?? 0 },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    })),
  };
}

function drawImages(city: CityView, colours: MapColours, unitDevicePx: number): Record<string, ImageData> {
  const images: Record<string, ImageData> = {};
  for (const kind of new Set(city.assets.map((asset) => asset.kind))) {
    for (const state of assetStates) {
      const mark = stateMarks[state];
      images[`${kind}-${state}`] = drawMark(kind, mark, colours, Math.max(8, Math.round(unitDevicePx * mark.sizeU)));
    }
  }
  return images;
}
