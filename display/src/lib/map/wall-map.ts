import type { FeatureCollection, Point } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityAsset, CityView } from '../city/city-view.ts';
import type { AssetState } from '../feed/asset-state.ts';
import type { WallMoment } from '../panels/wall-moment.ts';
import { createFormat, type Format } from '../format/create-format.ts';
import type { Language } from '../words/language.ts';
import { boundsAround } from './bounds-around.ts';
import type { Bounds } from './bounds.ts';
import { aloneFromZoom, AssetPoints } from './clusters/asset-points.ts';
import { DrawnAssets } from './drawn-assets.ts';
import { firstZoom } from './first-zoom.ts';
import { mapImages } from './map-images.ts';
import type { MapOptions, MapPort } from './map-port.ts';
import { outlineOf, type MapTarget } from './map-target.ts';
import { mountMap } from './mount-map.ts';
import { markAt, reachPx } from './press/mark-at.ts';
import { meantBy } from './press/meant-by.ts';
import { roomForNames } from './room-for-names.ts';
import { shownAtFirst } from './questions/drawn-kinds.ts';
import type { MapQuestion } from './questions/map-question.ts';
import { readUnits, type Answer } from './questions/read-units.ts';
import { toShades } from './questions/write-reading.ts';
import { areSame, shadeNumber, type UnitShade } from './shades.ts';
import type { MapChange } from './track-changes.ts';
import { traceFeatures, type Trace } from './trace-features.ts';
import { UnitGlow } from './unit-glow.ts';
import { unitNames } from './unit-names.ts';
import { answerLayers } from './layers/ground-layers.ts';
import type { MapColours } from './map-colours.ts';
import { wallLayers } from './wall-layers.ts';
import type { Spot } from './web-mercator.ts';

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
  /** Somebody pressed: a mark of the overlay by its number, or null beside them all. */
  readonly onPick: (picked: Spot & { readonly mark: number | null }) => void;
};

type MapListeners = {
  readonly overlay?: MapOverlay;
  readonly onPick?: (target: MapTarget | null) => void;
  /** The view moved. */
  readonly onMove?: () => void;
  /** The feed's own answer to the question that is shown; null: it has none to give. */
  readonly onAnswer?: (answer: Answer | null) => void;
};

/** The source that an overlay's layers draw. */
export const overlaySource = 'overlay';

const nothing: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };
// Two discs of a cluster, side by side.
const cellU = 2.4;
// About 50 m around a crowd that was pressed: the least that makes room between its assets on any screen.
const crowdDegrees = 0.0005;

/** The wall's map of one city, from its first look to its last change. */
export class WallMap {
  readonly #city: CityView;
  readonly #overlay: MapOverlay | undefined;
  readonly #onPick: ((target: MapTarget | null) => void) | undefined;
  readonly #onMove: (() => void) | undefined;
  readonly #onAnswer: ((answer: Answer | null) => void) | undefined;
  readonly #looks = new Map<CityAsset, AssetState>();
  readonly #glow: UnitGlow;
  #question: MapQuestion = 'state';
  /** The kinds of assets that are drawn. */
  #kinds: readonly AssetKind[];
  #moment: WallMoment | null = null;
  #answers: ReadonlyMap<string, UnitShade> | null = null;
  #overlaid: FeatureCollection<Point> = nothing;
  #trace: Trace | null = null;
  #traced: FeatureCollection = nothing;
  #chosen: FeatureCollection = nothing;
  /** What a picture was last made to show: it goes on showing that when its place has another size. */
  #fitted: Bounds | undefined;
  #language: Language = 'vi';
  #format: Format | null = null;
  #assets: DrawnAssets | null = null;
  #port: MapPort | null = null;
  /** The mounting that counts; an engine that another one asked for comes too late. */
  #mounting: unknown = null;

  /** With `onPick` the map may be moved, and tells what somebody pressed; an overlay that listens itself comes first. */
  constructor(city: CityView, { overlay, onPick, onMove, onAnswer }: MapListeners = {}) {
    this.#city = city;
    this.#overlay = overlay;
    this.#onPick = onPick;
    this.#onMove = onMove;
    this.#onAnswer = onAnswer;
    this.#kinds = shownAtFirst(city, this.#question);
    this.#glow = new UnitGlow(city.units);
  }

  /**
   * Draws the city; changes may be applied before and after. Rejects when no engine can draw here. After that, and after
   * `onFatal`, it may be mounted again and goes on with what it held.
   */
  async mount(mounted: WallMapOptions): Promise<void> {
    const { container, city, colours, unitPx, pixelRatio, language, mapboxToken } = mounted;
    this.#mounting = mounted;
    const points = new AssetPoints(city.assets, { cellPx: unitPx * cellU, firstZoom: firstZoom(city.bounds) });
    const assets = new DrawnAssets(points, this.#kinds);
    assets.take(this.#looks);
    this.#assets = assets;
    this.#language = language;
    this.#format = createFormat(language, city.timeZone);
    const options = {
      container,
      layers: [...wallLayers(colours, unitPx, language), ...(this.#overlay?.layers(colours, unitPx) ?? [])],
      sources: {
        areas: { data: city.areas.features, changes: false },
        water: { data: city.water?.features ?? nothing, changes: false },
        units: { data: unitNames(city, language, this.#answers), changes: false },
        ...assets.sources(),
        trace: { data: this.#traced, changes: false },
        chosen: { data: this.#chosen, changes: false },
        ...(this.#overlay && { [overlaySource]: { data: this.#overlaid, changes: false } }),
      },
      images: { ...mapImages(city, colours, unitPx * pixelRatio), ...this.#overlay?.images(unitPx * pixelRatio) },
      onPress: this.#pressed(assets, reachPx(unitPx)),
      pixelRatio,
      bounds: city.bounds,
      padding: () => roomForNames(container, unitPx),
      onView: (zoom: number) => {
        this.#onMove?.();
        assets.look(zoom);
      },
      onResize: () => {
        if (!options.onPress) this.fit(this.#fitted);
      },
      onFatal: (reason: string) => {
        if (this.#mounting !== mounted) return;
        this.#port = null;
        assets.close();
        mounted.onFatal(reason);
      },
    };
    await mountMap(options, mapboxToken, (port) => {
      if (this.#mounting !== mounted) {
        port?.destroy();
        return;
      }
      this.#port = port;
      if (!port) {
        assets.close();
        return;
      }
      assets.open(port);
      // What changed while it was starting.
      port.replace('trace', this.#traced);
      port.replace('chosen', this.#chosen);
      if (this.#overlay) port.replace(overlaySource, this.#overlaid);
      if (this.#fitted) port.fit(this.#fitted);
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
    this.#assets?.take(looks);
    this.#moment = moment ?? this.#moment;
    if (moment) this.#answer();
  }

  /** Shows how the assets are, or instead of them the answer to a question by unit. */
  show(question: MapQuestion): void {
    if (question === this.#question) return;
    this.#question = question;
    this.showKinds(shownAtFirst(this.#city, question));
    this.setUnitValues(null);
    this.#answer();
  }

  /** Draws only assets of these kinds. */
  showKinds(kinds: readonly AssetKind[]): void {
    this.#kinds = kinds;
    this.#assets?.showKinds(kinds);
  }

  /** Shades each unit by its answer to a question, by code; null: no question is shown. */
  setUnitValues(answers: ReadonlyMap<string, UnitShade> | null): void {
    if (areSame(answers, this.#answers)) return;
    this.#answers = answers;
    this.#drawAnswers();
  }

  /** Shows where an incident is and what follows from its cause; null: of none. */
  trace(trace: Trace | null): void {
    if (JSON.stringify(trace) === JSON.stringify(this.#trace)) return;
    this.#trace = trace;
    this.#traced = trace ? traceFeatures(this.#city, trace) : nothing;
    this.#port?.replace('trace', this.#traced);
  }

  /** Rings what was chosen; null: nothing. */
  select(target: MapTarget | null): void {
    this.#chosen = target ? outlineOf(this.#city, target) : nothing;
    this.#port?.replace('chosen', this.#chosen);
  }

  /** Replaces what the overlay draws. */
  overlay(data: FeatureCollection<Point>): void {
    this.#overlaid = data;
    this.#port?.replace(overlaySource, data);
  }

  /** Moves the view; undefined: the whole city. */
  fit(bounds: Bounds | undefined): void {
    this.#fitted = bounds;
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
    this.#mounting = null;
    this.#port?.destroy();
    this.#assets?.close();
    this.#port = null;
  }

  #pressed(assets: DrawnAssets, withinPx: number): MapOptions['onPress'] {
    const [overlay, onPick] = [this.#overlay, this.#onPick];
    if (overlay) {
      return (press) => {
        const { lon, lat } = press;
        overlay.onPick({ lon, lat, mark: markAt(this.#overlaid.features, press, withinPx) });
      };
    }
    if (!onPick) return undefined;
    return (press) => {
      const meant = meantBy(press, { city: this.#city, points: assets.shown, withinPx });
      if (meant?.kind === 'crowd') this.#port?.fit(boundsAround(meant.assets, crowdDegrees), aloneFromZoom);
      else onPick(meant);
    };
  }

  /** Lets the feed answer the question that is shown. */
  #answer(): void {
    const question = this.#question;
    if (question === 'state' || question === 'kpi') {
      this.#onAnswer?.(null);
      return;
    }
    if (!this.#moment) return;
    this.#format ??= createFormat(this.#language, this.#city.timeZone);
    const answer = readUnits(question, this.#city, this.#moment);
    this.#onAnswer?.(answer);
    this.setUnitValues(toShades(answer.readings, { question, kpi: 'wait_p90' }, this.#format));
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
