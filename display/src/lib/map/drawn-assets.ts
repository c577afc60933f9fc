import type { FeatureCollection, Point } from 'geojson';
import type { AssetKind } from '#shared/events/kind.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Looks } from '../feed/track-looks.ts';
import { farTileZoom, sourceAt, type AssetSource } from './asset-sources.ts';
import type { AssetPoints } from './clusters/asset-points.ts';
import { assetLayerIds } from './layers/asset-layers.ts';
import type { MapOptions, MapPort } from './map-port.ts';

const nothing: FeatureCollection<Point> = { type: 'FeatureCollection', features: [] };
// A thousand marks take a few milliseconds to hand over.
const partSize = 1_000;
const betweenPartsMs = 30;

/** A city's assets as an engine draws them: what is looked at follows every change, what is not, or is hidden, waits until it is. */
export class DrawnAssets {
  readonly #points: AssetPoints;
  #kinds: readonly AssetKind[];
  #looked: AssetSource = 'assets-far';
  #port: MapPort | null = null;
  /** What the engine was started with is no longer what is to be drawn, but for changes. */
  #isLeftBehind = false;
  /** What is being handed over bit by bit; another filling takes its place. */
  #filling: unknown = null;

  constructor(points: AssetPoints, kinds: readonly AssetKind[]) {
    this.#points = points;
    this.#kinds = kinds;
    if (kinds.length > 0) points.show(kinds);
  }

  /** What can be pressed; null: none is drawn. */
  get shown(): AssetPoints | null {
    return this.#kinds.length > 0 ? this.#points : null;
  }

  /** What an engine starts with. */
  sources(): MapOptions['sources'] {
    return {
      'assets-far': { data: this.#points.all('assets-far'), changes: true, lastTileZoom: farTileZoom },
      'assets-near': { data: nothing, changes: true },
    };
  }

  /** An engine is ready: brings it up to what changed while it was starting. */
  open(port: MapPort): void {
    // One that takes over begins with what the first one began with.
    if (this.#port) this.close();
    this.#port = port;
    if (this.#isLeftBehind || this.#looked === 'assets-near') this.#drawAll(port);
    else {
      this.#drawChanges();
      void this.#fill('assets-near', port);
    }
    this.#hideOrShow(port);
  }

  /** Its engine is gone; another one may be opened. */
  close(): void {
    if (this.#port) this.#isLeftBehind = true;
    this.#port = null;
  }

  /** The map is looked at from this zoom now. */
  look(zoom: number): void {
    this.#looked = sourceAt(zoom);
    this.#drawChanges();
  }

  /** Takes in how assets look now. */
  take(looks: Looks): void {
    this.#points.take(looks);
    this.#drawChanges();
  }

  /** Draws only assets of these kinds. */
  showKinds(kinds: readonly AssetKind[]): void {
    this.#kinds = kinds;
    const port = this.#port;
    if (port) this.#hideOrShow(port);
    if (kinds.length === 0) return;
    const areOthers = this.#points.show(kinds);
    if (!areOthers) this.#drawChanges();
    else if (port) this.#drawAll(port);
    else this.#isLeftBehind = true;
  }

  #drawChanges(): void {
    if (!this.#port || this.#kinds.length === 0) return;
    const { put, gone } = this.#points.changes(this.#looked);
    if (put.length + gone.length > 0) this.#port.update(this.#looked, put, gone);
  }

  #drawAll(port: MapPort): void {
    const unseen = this.#looked === 'assets-far' ? 'assets-near' : 'assets-far';
    port.replace(this.#looked, this.#points.all(this.#looked));
    port.replace(unseen, nothing);
    this.#isLeftBehind = false;
    void this.#fill(unseen, port);
  }

  /** Hands over bit by bit what nobody looks at yet: ten thousand marks at once would halt the page. */
  async #fill(source: AssetSource, port: MapPort): Promise<void> {
    const parts = this.#points.inParts(source, partSize);
    this.#filling = parts;
    for (;;) {
      await sleep(betweenPartsMs);
      if (this.#port !== port || this.#filling !== parts) return;
      const { value } = parts.next();
      if (!value) return;
      port.update(source, value, []);
    }
  }

  /** Where nothing is to be drawn it is hidden as it is: taken away and given again it would halt the page, too. */
  #hideOrShow(port: MapPort): void {
    for (const layer of assetLayerIds) port.layerVisible(layer, this.#kinds.length > 0);
  }
}
