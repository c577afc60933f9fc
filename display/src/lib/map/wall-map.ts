import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityAsset, CityView } from '../city/city-view.ts';
import type { AssetState } from '../feed/asset-state.ts';
import type { WallMoment } from '../panels/wall-moment.ts';
import { createFormat, type Format } from '../format/create-format.ts';
import type { Language } from '../words/language.ts';
import { assetSources, farTileZoom, sourceAt, type AssetSource } from './asset-sources.ts';
import { boundsAround } from './bounds-around.ts';
import type { Bounds } from './bounds.ts';
import { AssetPoints } from './clusters/asset-points.ts';
import { firstZoom } from './first-zoom.ts';
import { mapImages } from './map-images.ts';
import type { MapOptions, MapPort } from './map-port.ts';
import { outlineOf, type MapTarget } from './map-target.ts';
import { mountMap } from './mount-map.ts';
import type { MapQuestion } from './questions/map-question.ts';
import { readUnits } from './questions/read-units.ts';
import { toShades } from './questions/write-reading.ts';
import { shadeNumber, type UnitShade } from './shades.ts';
import type { MapChange } from './track-changes.ts';
import { traceFeatures, type Trace } from './trace-features.ts';
import { UnitGlow } from './unit-glow.ts';
import { unitNames } from './unit-names.ts';
import { assetLayerIds } from './layers/asset-layers.ts';
import { answerLayers } from './layers/ground-layers.ts';
import type { MapColours } from './map-colours.ts';
import { wallLayers } from './wall-layers.ts';

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

type MapListeners = {
  readonly overlay?: MapOverlay;
  readonly onPick?: (target: MapTarget | null) => void;
  /** The view moved. */
  readonly onMove?: () => void;
};

/** The source that an overlay's layers draw. */
export const overlaySource = 'overlay';

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
// Two discs of a cluster, side by side.
const cellU = 2.4;

/** The wall's map of one city, from its first look to its last change. */
export class WallMap {
  readonly #city: CityView;
  readonly #overlay: MapOverlay | undefined;
  readonly #onPick: ((target: MapTarget | null) => void) | undefined;
  readonly #onMove: (() => void) | undefined;
  readonly #looks = new Map<CityAsset, AssetState>();
  readonly #glow: UnitGlow;
  #question: MapQuestion = 'state';
  #isShown: (kind: AssetKind) => boolean = () => true;
  #moment: WallMoment | null = null;
  #answers: ReadonlyMap<string, UnitShade> | null = null;
  #overlaid = nothing;
  #traced = nothing;
  #chosen = nothing;
  #language: Language = 'vi';
  #format: Format | null = null;
  #points: AssetPoints | null = null;
  #looked: AssetSource = 'assets-far';
  #port: MapPort | null = null;

  /** With `onPick` the map may be moved, and tells what somebody pressed; an overlay that listens itself comes first. */
  constructor(city: CityView, { overlay, onPick, onMove }: MapListeners = {}) {
    this.#city = city;
    this.#overlay = overlay;
    this.#onPick = onPick;
    this.#onMove = onMove;
    this.#glow = new UnitGlow(city.units);
  }

  /** Draws the city; changes may be applied before and after. Rejects when no engine can draw here. */
  async mount(mounted: WallMapOptions): Promise<void> {
    const { container, city, colours, unitPx, pixelRatio, language, mapboxToken, onFatal } = mounted;
    const points = new AssetPoints(city.assets, { cellPx: unitPx * cellU, firstZoom: firstZoom(city.bounds) });
    points.show(this.#isShown);
    points.take(this.#looks);
    this.#points = points;
    this.#language = language;
    this.#format = createFormat(language, city.timeZone);
    const options = {
      container,
      layers: [...wallLayers(colours, unitPx), ...(this.#overlay?.layers(colours, unitPx) ?? [])],
      sources: {
        areas: { data: city.areas.features, changes: false },
        units: { data: unitNames(city, language, this.#answers), changes: false },
        'assets-far': { data: points.all('assets-far'), changes: true, lastTileZoom: farTileZoom },
        'assets-near': { data: points.all('assets-near'), changes: true },
        trace: { data: this.#traced, changes: false },
        chosen: { data: this.#chosen, changes: false },
        ...(this.#overlay && { [overlaySource]: { data: this.#overlaid, changes: false } }),
      },
      images: { ...mapImages(city, colours, unitPx * pixelRatio), ...this.#overlay?.images(unitPx * pixelRatio) },
      pick: this.#overlay?.pick ?? this.#pick(points),
      pixelRatio,
      bounds: city.bounds,
      paddingPx: unitPx,
      onView: (zoom: number) => {
        this.#onMove?.();
        this.#looked = sourceAt(zoom);
        this.#drawChanges();
      },
      onFatal,
    };
    await mountMap(options, mapboxToken, (port) => {
      this.#port = port;
      // What changed while the engine was starting.
      this.#drawAssets(port, points);
      port.replace('trace', this.#traced);
      port.replace('chosen', this.#chosen);
      if (this.#overlay) port.replace(overlaySource, this.#overlaid);
      this.#drawAnswers();
    });
  }

  /**
   * Brings the map up to a change; called at most four times a second. `moment`: what the feed holds, for the question that
   * is shown, if the feed itself is to answer it.
   */
  apply({ looks, activeUnits, moment }: MapChange & { readonly moment?: WallMoment }): void {
    for (const [asset, state] of looks) this.#looks.set(asset, state);
    for (const [id, heat] of this.#glow.step(activeUnits)) this.#port?.state('areas', id, { heat });
    this.#points?.take(looks);
    this.#drawChanges();
    this.#moment = moment ?? this.#moment;
    if (moment) this.#answer();
  }

  /** Shows how the assets are, or instead of them the answer to a question by unit. */
  show(question: MapQuestion): void {
    if (question === this.#question) return;
    this.#question = question;
    this.showKinds(() => question === 'state');
    this.setUnitValues(null);
    this.#answer();
  }

  /** Draws only assets of these kinds. */
  showKinds(isShown: (kind: AssetKind) => boolean): void {
    this.#isShown = isShown;
    if (!this.#points) return;
    this.#points.show(isShown);
    if (this.#port) this.#drawAssets(this.#port, this.#points);
  }

  /** Shades each unit by its answer to a question, by code; null: no question is shown. */
  setUnitValues(answers: ReadonlyMap<string, UnitShade> | null): void {
    if (isSame(answers, this.#answers)) return;
    this.#answers = answers;
    this.#drawAnswers();
  }

  /** Shows where an incident is and what follows from its cause; null: of none. */
  trace(trace: Trace | null): void {
    this.#traced = trace ? traceFeatures(this.#city, trace) : nothing;
    this.#port?.replace('trace', this.#traced);
  }

  /** Rings what was chosen; null: nothing. */
  select(target: MapTarget | null): void {
    this.#chosen = target ? outlineOf(this.#city, target) : nothing;
    this.#port?.replace('chosen', this.#chosen);
  }

  /** Replaces what the overlay draws. */
  overlay(data: FeatureCollection): void {
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

  /** The map as a picture; null while there is none. */
  async snapshot(): Promise<Blob | null> {
    return (await this.#port?.snapshot()) ?? null;
  }

  destroy(): void {
    this.#port?.destroy();
    this.#port = null;
  }

  #pick(points: AssetPoints): MapOptions['pick'] {
    const onPick = this.#onPick;
    if (!onPick) return undefined;
    return {
      layers: [...assetLayerIds, 'areas'],
      onPick: ({ found: [first] }) => {
        const unit = first?.source === 'areas' ? this.#city.units[first.id] : undefined;
        if (!first || unit) {
          onPick(unit ? { kind: 'unit', code: unit.code } : null);
          return;
        }
        const assets = points.assetsOf(first.id);
        const [asset] = assets;
        if (assets.length > 1) this.fit(boundsAround(assets));
        else if (asset) onPick({ kind: 'asset', asset });
      },
    };
  }

  #drawAssets(port: MapPort, points: AssetPoints): void {
    for (const source of assetSources) port.replace(source, points.all(source));
  }

  /** Draws what changed in what is looked at; what is not looked at waits until it is. */
  #drawChanges(): void {
    if (!this.#port || !this.#points) return;
    const { put, gone } = this.#points.changes(this.#looked);
    if (put.length + gone.length > 0) this.#port.update(this.#looked, put, gone);
  }

  /** Lets the feed answer the question that is shown. */
  #answer(): void {
    const question = this.#question;
    if (!this.#moment || question === 'state' || question === 'kpi') return;
    this.#format ??= createFormat(this.#language, this.#city.timeZone);
    const { readings } = readUnits(question, this.#city, this.#moment);
    this.setUnitValues(toShades(readings, { question, kpi: 'wait_p90' }, this.#format));
  }

  #drawAnswers(): void {
    const port = this.#port;
    if (!port) return;
    for (const layer of answerLayers) port.layerVisible(layer, this.#answers !== null);
    this.#city.units.forEach(({ code }, id) => {
      port.state('areas', id, { shade: shadeNumber(this.#answers?.get(code)?.shade ?? 'plain') });
    });
    port.replace('units', unitNames(this.#city, this.#language, this.#answers));
  }
}

function isSame(one: ReadonlyMap<string, UnitShade> | null, other: ReadonlyMap<string, UnitShade> | null): boolean {
  if (one === null || other === null) return one === other;
  if (one.size !== other.size) return false;
  return [...one].every(([unit, { shade, text }]) => {
    const there = other.get(unit);
    return there?.shade === shade && there.text === text;
  });
}
