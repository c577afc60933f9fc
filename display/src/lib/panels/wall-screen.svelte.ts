import type { RecentEvent, ServerMessage } from '#shared/wire/push.ts';
import type { CityView } from '../city/city-view.ts';
import { connectFeed } from '../feed/connect-feed.ts';
import { forgetOver } from '../feed/forget-over.ts';
import { linkState, type LinkState } from '../feed/link-state.ts';
import { emptyScreenState, type ScreenState } from '../feed/screen-state.ts';
import { trackLooks, type Looks } from '../feed/track-looks.ts';
import { worldTimeMs } from '../feed/world-time.ts';
import { summariseAlerts, type AlertSummary } from './alerts/summarise-alerts.ts';
import { indexCity, summariseWall, type CityIndex, type WallSummary } from './summarise-wall.ts';

/** Places whose look changed, and the units of events that just happened: what a map needs to follow. */
export type WallChange = { readonly looks: Looks; readonly activeUnits: readonly string[] };

// The feed may bring ten updates a second; eyes and the map get at most four, and freshness moves on once a second.
const beatMs = 250;
const restMs = 1_000;

/** One wall's live state: follows the feed, and publishes what is drawn at the wall's own pace. */
export class WallScreen {
  summary = $state.raw<WallSummary>();
  alerts = $state.raw<AlertSummary>();
  recent = $state.raw<readonly RecentEvent[]>([]);
  link = $state.raw<LinkState>('connecting');
  speed = $state.raw(0);
  /** The world's time when the feed was last heard: what the figures are of, should it stay silent. */
  heardMs = $state.raw<number | null>(null);

  readonly #state = emptyScreenState();
  readonly #index: CityIndex;
  readonly #changedLooks: (state: ScreenState, nowMs: number | null) => Looks;
  readonly #onChange: (change: WallChange) => void;
  #activeUnits: string[] = [];
  #startedMs = 0;
  #messageMs = 0;
  #tickMs: number | null = null;
  #publishedMs = -restMs;
  #dirty = true;

  constructor(city: CityView, onChange: (change: WallChange) => void) {
    this.#index = indexCity(city);
    this.#changedLooks = trackLooks(city);
    this.#onChange = onChange;
  }

  /** Starts following; returns how to stop. */
  follow(url: string, onDoubt: () => void): () => void {
    this.#startedMs = performance.now();
    const disconnect = connectFeed({
      url,
      state: this.#state,
      onMessage: (message) => {
        this.#receive(message);
      },
      onDoubt,
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
    this.#messageMs = performance.now();
    if (message.type === 'tick') this.#tickMs = this.#messageMs;
    if (message.type === 'delta' && message.topic === 'state') {
      this.#activeUnits.push(...message.recent.map(({ unit }) => unit));
    }
  }

  #beat(nowMs: number): void {
    this.link = linkState(this.#tickMs, this.#startedMs, nowMs);
    // A dead feed is shown as it stood: nothing moves, nothing ages into another look.
    if (this.link === 'dead') return;
    if (!this.#dirty && nowMs - this.#publishedMs < restMs) return;
    this.#dirty = false;
    this.#publishedMs = nowMs;
    this.#publish(nowMs);
  }

  #publish(nowMs: number): void {
    const { tick, recent } = this.#state;
    const tickMs = this.#tickMs ?? nowMs;
    this.summary = summariseWall(this.#index, this.#state, nowMs - tickMs);
    this.#publishAlerts(nowMs - tickMs);
    this.recent = recent;
    this.speed = tick?.speed ?? 0;
    this.heardMs = worldTimeMs(tick, this.#messageMs - tickMs);
    const looks = this.#changedLooks(this.#state, this.summary.nowMs);
    this.#onChange({ looks, activeUnits: this.#activeUnits });
    this.#activeUnits = [];
  }

  #publishAlerts(sinceTickMs: number): void {
    const nowMs = this.summary?.nowMs ?? null;
    if (nowMs !== null) forgetOver(this.#state, nowMs);
    const { dutyAgeS = null } = this.#state.tick ?? {};
    const judgedAgeS = dutyAgeS === null ? null : dutyAgeS + sinceTickMs / 1_000;
    const wasFlood = this.alerts?.flood.isFlood ?? false;
    this.alerts = summariseAlerts(this.#state, { nowMs, judgedAgeS, wasFlood });
  }
}
