import type { CityAsset, CityView } from '../city/city-view.ts';
import { assetState, type AssetState } from '../feed/asset-state.ts';
import { connectFeed } from '../feed/connect-feed.ts';
import { linkState, type LinkState } from '../feed/link-state.ts';
import { emptyScreenState } from '../feed/screen-state.ts';
import type { RecentEvent, ServerMessage } from '#shared/wire/push.ts';
import { indexCity, summariseWall, type CityIndex, type WallSummary } from './summarise-wall.ts';

/** Places whose look changed, and units where something just happened: what a map needs to follow. */
export type WallChange = {
  readonly states: ReadonlyMap<CityAsset, AssetState>;
  readonly activeUnits: ReadonlySet<string>;
};

// The feed may bring ten updates a second; eyes and the map get at most four, and freshness moves on once a second.
const beatMs = 250;
const restMs = 1_000;

/** One wall's live state: follows the feed, and publishes what is drawn at the wall's own pace. */
export class WallScreen {
  summary = $state.raw<WallSummary>();
  recent = $state.raw<readonly RecentEvent[]>([]);
  link = $state.raw<LinkState>('connecting');
  speed = $state.raw(0);

  readonly #state = emptyScreenState();
  readonly #city: CityView;
  readonly #index: CityIndex;
  readonly #looks = new Map<CityAsset, AssetState>();
  readonly #onChange: (change: WallChange) => void;
  #activeUnits = new Set<string>();
  #startedMs = performance.now();
  #tickMs: number | null = null;
  #publishedMs = -restMs;
  #dirty = true;

  constructor(city: CityView, onChange: (change: WallChange) => void) {
    this.#city = city;
    this.#index = indexCity(city);
    this.#onChange = onChange;
  }

  /** Starts following; returns how to stop. */
  follow(url: string, onRefused: () => void): () => void {
    this.#startedMs = performance.now();
    const disconnect = connectFeed({
      url,
      state: this.#state,
      onMessage: (message) => {
        this.#receive(message);
      },
      onRefused,
    });
    const beat = setInterval(() => {
      this.#beat(performance.now());
    }, beatMs);
    return () => {
      clearInterval(beat);
      disconnect();
    };
  }

  #receive(message: ServerMessage): void {
    this.#dirty = true;
    if (message.type === 'tick') this.#tickMs = performance.now();
    if (message.type === 'delta' && message.topic === 'state') {
      for (const { unit } of message.recent) this.#activeUnits.add(unit);
    }
  }

  #beat(nowMs: number): void {
    this.link = linkState(this.#tickMs, this.#startedMs, nowMs);
    if (!this.#dirty && nowMs - this.#publishedMs < restMs) return;
    // A dead feed is shown as it stood: nothing moves, nothing ages into another look.
    if (this.link === 'dead') return;
    this.#dirty = false;
    this.#publishedMs = nowMs;
    const summary = summariseWall(this.#index, this.#state, this.#tickMs === null ? 0 : nowMs - this.#tickMs);
    this.summary = summary;
    this.speed = this.#state.tick?.speed ?? 0;
    this.recent = this.#state.recent;
    this.#onChange({ states: this.#changedLooks(summary.nowMs), activeUnits: this.#activeUnits });
    this.#activeUnits = new Set();
  }

  #changedLooks(nowMs: number | null): Map<CityAsset, AssetState> {
    const changed = new Map<CityAsset, AssetState>();
    if (nowMs === null) return changed;
    for (const asset of this.#city.assets) {
      const look = assetState(this.#state.assets.get(asset.code), nowMs, this.#city.expectedIntervalS[asset.kind]);
      if (this.#looks.get(asset) === look) continue;
      this.#looks.set(asset, look);
      changed.set(asset, look);
    }
    return changed;
  }
}
