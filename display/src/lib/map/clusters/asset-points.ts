import type { Feature, FeatureCollection, Point } from 'geojson';
import type { AssetKind } from '#shared/events/kind.ts';
import type { CityAsset } from '../../city/city-view.ts';
import type { AssetState } from '../../feed/asset-state.ts';
import { stateMarks } from '../../shapes/state-marks.ts';
import { assetSources, nearFromZoom, sourceAt, type AssetSource } from '../asset-sources.ts';
import type { Spot } from '../web-mercator.ts';
import { clusterGrid, type ClusterGrid } from './cluster-grid.ts';
import { ClusterTally, standsOut } from './cluster-tally.ts';

/** The kinds that are shown, laid out: the grid of their clusters, and what is in each. */
type Laid = {
  readonly grid: ClusterGrid;
  readonly tally: ClusterTally;
  /** Of each cluster, what was last drawn of it. */
  readonly drawn: string[];
  /** Of each asset that is shown, its place in the grid. */
  readonly places: number[];
};

/** What is drawn otherwise than before: points to put in place of those of the same number, and numbers to take away. */
export type PointsChanged = { readonly put: readonly Feature<Point>[]; readonly gone: readonly number[] };

// Beyond this zoom a street fills the screen: everything stands where it is.
const lastClusterZoom = 15;
export const aloneFromZoom = lastClusterZoom + 1;
const always = 99;

/**
 * What the map draws of a city's assets. Each point says from which zoom up to which it is drawn: an abnormal asset always,
 * a normal one once nothing is near it, a cluster at its own zoom. Points never move, so a change of state is an update of
 * that asset and of the clusters that look different for it, and of nothing else.
 */
export class AssetPoints {
  readonly #assets: readonly CityAsset[];
  readonly #idOf: ReadonlyMap<CityAsset, number>;
  readonly #states: AssetState[];
  readonly #sizes: { readonly cellPx: number; readonly firstZoom: number };
  /** Points of each source that changed since they were last taken from it. */
  readonly #changed: Readonly<Record<AssetSource, Set<number>>> = { 'assets-far': new Set(), 'assets-near': new Set() };
  #kinds: ReadonlySet<AssetKind>;
  #laid: Laid;

  constructor(assets: readonly CityAsset[], sizes: { readonly cellPx: number; readonly firstZoom: number }) {
    this.#assets = assets;
    this.#idOf = new Map(assets.map((asset, id) => [asset, id]));
    this.#states = assets.map(() => 'unknown');
    this.#sizes = sizes;
    this.#kinds = new Set(assets.map(({ kind }) => kind));
    this.#laid = this.#lay();
  }

  /** Draws only these kinds from now on; tells whether they are others than before, and all points to be drawn anew. */
  show(kinds: readonly AssetKind[]): boolean {
    const shown = new Set(kinds);
    if (shown.size === this.#kinds.size && kinds.every((kind) => this.#kinds.has(kind))) return false;
    this.#kinds = shown;
    this.#laid = this.#lay();
    for (const source of assetSources) this.#changed[source].clear();
    return true;
  }

  /** Takes in how assets look now. */
  take(looks: ReadonlyMap<CityAsset, AssetState>): void {
    const { tally, places, drawn } = this.#laid;
    for (const [asset, state] of looks) {
      const id = this.#idOf.get(asset);
      const before = id === undefined ? undefined : this.#states[id];
      if (id === undefined || before === undefined || before === state) continue;
      this.#states[id] = state;
      const place = places[id];
      if (place === undefined) continue;
      tally.move(place, before, state);
      for (const source of assetSources) this.#changed[source].add(id);
    }
    for (const cluster of tally.takeChanged()) {
      const look = tally.sayingOf(cluster);
      if (drawn[cluster] === look) continue;
      drawn[cluster] = look;
      this.#changed[this.#sourceOf(cluster)].add(this.#assets.length + cluster);
    }
  }

  /** What of a source's points changed since this, or all of it, was last asked. */
  changes(source: AssetSource): PointsChanged {
    const changed = [...this.#changed[source]];
    this.#changed[source].clear();
    const points = changed.map((id) => [id, this.#point(source, id)] as const);
    return {
      put: points.flatMap(([, point]) => point ?? []),
      gone: points.flatMap(([id, point]) => (point ? [] : [id])),
    };
  }

  /** All points of a source as they are now. */
  all(source: AssetSource): FeatureCollection<Point> {
    this.#changed[source].clear();
    const count = this.#assets.length + this.#laid.grid.clusters.length;
    const points = Array.from({ length: count }, (_, id) => this.#point(source, id));
    return { type: 'FeatureCollection', features: points.filter((point) => point !== null) };
  }

  /** All points of a source, so many at a time, each as it is when it is asked for. */
  *inParts(source: AssetSource, size: number): Generator<readonly Feature<Point>[], undefined> {
    this.#changed[source].clear();
    const count = this.#assets.length + this.#laid.grid.clusters.length;
    for (let first = 0; first < count; first += size) {
      const ids = Array.from({ length: Math.min(size, count - first) }, (_, at) => first + at);
      yield ids.flatMap((id) => this.#point(source, id) ?? []);
    }
    return undefined;
  }

  /** The points that are drawn at a zoom, of the places that are asked for. */
  drawnAt(zoom: number, isAsked: (spot: Spot) => boolean): Feature<Point>[] {
    const source = sourceAt(zoom);
    return [...this.#assets, ...this.#laid.grid.clusters].flatMap((spot, id) => {
      const point = isAsked(spot) ? this.#point(source, id) : null;
      const { from, to } = point?.properties ?? {};
      return point && from <= zoom && zoom < to ? [point] : [];
    });
  }

  /** The assets that a point stands for. */
  assetsOf(id: number): readonly CityAsset[] {
    const single = this.#assets[id];
    if (single) return [single];
    const members = new Set(this.#laid.grid.clusters[id - this.#assets.length]?.members);
    return this.#assets.filter((_, at) => members.has(this.#laid.places[at] ?? -1));
  }

  #lay(): Laid {
    const places: number[] = [];
    const shown: CityAsset[] = [];
    this.#assets.forEach((asset, id) => {
      if (this.#kinds.has(asset.kind)) places[id] = shown.push(asset) - 1;
    });
    const grid = clusterGrid(shown, { ...this.#sizes, lastZoom: lastClusterZoom });
    const tally = new ClusterTally(
      grid,
      this.#states.filter((_, id) => places[id] !== undefined),
    );
    return { grid, tally, drawn: grid.clusters.map((_, cluster) => tally.sayingOf(cluster)), places };
  }

  /** A point as it is drawn from a source; null: it is not drawn from there. */
  #point(source: AssetSource, id: number): Feature<Point> | null {
    return this.#assets[id] ? this.#assetPoint(source, id) : this.#clusterPoint(source, id - this.#assets.length);
  }

  #assetPoint(source: AssetSource, id: number): Feature<Point> | null {
    const asset = this.#assets[id];
    const place = this.#laid.places[id];
    if (!asset || place === undefined) return null;
    const state = this.#states[id] ?? 'unknown';
    const from = standsOut(state) ? 0 : this.#fromZoom(this.#laid.grid.aloneFrom[place] ?? 0);
    if (source === 'assets-far' && from >= nearFromZoom) return null;
    const { rank } = stateMarks[state];
    const order = rank * this.#assets.length + id;
    const said = { icon: `${asset.kind}-${state}`, rank, order, from, to: always, count: '' };
    return toPoint(id, [asset.lon, asset.lat], said);
  }

  #clusterPoint(source: AssetSource, cluster: number): Feature<Point> | null {
    const { grid, tally } = this.#laid;
    const place = grid.clusters[cluster];
    const look = tally.lookOf(cluster);
    if (!place || !look || this.#sourceOf(cluster) !== source) return null;
    const { lon, lat, zoom } = place;
    const id = this.#assets.length + cluster;
    const said = { icon: `cluster-${look.worst}`, rank: 0, order: id, count: String(look.count) };
    return toPoint(id, [lon, lat], { ...said, from: this.#fromZoom(zoom), to: zoom + 1 });
  }

  #sourceOf(cluster: number): AssetSource {
    return (this.#laid.grid.clusters[cluster]?.zoom ?? 0) < nearFromZoom ? 'assets-far' : 'assets-near';
  }

  /** What is drawn at the first zoom is drawn however far out somebody goes. */
  #fromZoom(zoom: number): number {
    return zoom <= this.#sizes.firstZoom ? 0 : zoom;
  }
}

function toPoint(
  id: number,
  coordinates: [number, number],
  properties: Record<string, string | number>,
): Feature<Point> {
  return { type: 'Feature', id, properties, geometry: { type: 'Point', coordinates } };
}
