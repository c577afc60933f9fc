import type { FeatureCollection, Point } from 'geojson';
import type { CityAsset } from '../../city/city-view.ts';
import type { AssetState } from '../../feed/asset-state.ts';
import { mapImages } from '../map-images.ts';
import type { MapPort } from '../map-port.ts';
import { mountMap } from '../mount-map.ts';
import { roomForNames } from '../room-for-names.ts';
import { unitNames } from '../unit-names.ts';
import { wallLayers } from '../wall-layers.ts';
import type { WallMapOptions } from '../wall-map.ts';
import { stateMarks } from '../../shapes/state-marks.ts';

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What a map is without any of our care: the same engine, layers and marks, and the whole collection set at each update. */
export class PlainMap {
  readonly #states = new Map<CityAsset, AssetState>();
  #assets: readonly CityAsset[] = [];
  #port: MapPort | null = null;

  async mount({ container, city, colours, unitPx, pixelRatio, language, onFatal }: WallMapOptions): Promise<void> {
    this.#assets = city.assets;
    const options = {
      container,
      layers: wallLayers(colours, unitPx, language),
      sources: {
        areas: { data: city.areas.features, changes: false },
        water: { data: nothing, changes: false },
        units: { data: unitNames(city, language, null), changes: false },
        'assets-far': { data: this.#all(), changes: false },
        'assets-near': { data: nothing, changes: false },
        trace: { data: nothing, changes: false },
        chosen: { data: nothing, changes: false },
      },
      images: mapImages(city, colours, unitPx * pixelRatio),
      ...{ pixelRatio, bounds: city.bounds, padding: () => roomForNames(container, unitPx), onFatal },
    };
    await mountMap(options, null, (port) => {
      this.#port = port;
    });
  }

  apply({ looks }: { readonly looks: ReadonlyMap<CityAsset, AssetState> }): void {
    for (const [asset, state] of looks) this.#states.set(asset, state);
    this.#port?.replace('assets-far', this.#all());
  }

  async snapshot(): Promise<Blob | null> {
    return (await this.#port?.snapshot()) ?? null;
  }

  #all(): FeatureCollection<Point> {
    return {
      type: 'FeatureCollection',
      features: this.#assets.map((asset, id) => {
        const state = this.#states.get(asset) ?? 'unknown';
        const { rank } = stateMarks[state];
        const properties = { icon: `${asset.kind}-${state}`, rank, order: rank * 1e6 + id, from: 0, to: 99, count: '' };
        return { type: 'Feature', id, properties, geometry: { type: 'Point', coordinates: [asset.lon, asset.lat] } };
      }),
    };
  }
}
