import type { RecentEvent, ServerMessage } from '#shared/wire/push.ts';
import type { CityView } from '../city/city-view.ts';
import { forgetOver } from '../feed/forget-over.ts';
import type { LinkState } from '../feed/link-state.ts';
import { LiveFeed } from '../feed/live-feed.ts';
import { trackChanges, type MapChange } from '../map/track-changes.ts';
import { summariseAlerts, type AlertSummary } from './alerts/summarise-alerts.ts';
import { indexCity, summariseWall, type CityIndex, type WallSummary } from './summarise-wall.ts';
import { momentAt, type WallMoment } from './wall-moment.ts';

// The feed may bring ten updates a second; eyes and the map get at most four, and freshness moves on once a second.
const restMs = 1_000;

/** Told what changed; once a second with all that the feed holds, for who works out more from it. */
type WallListener = (change: MapChange & { readonly moment?: WallMoment }) => void;

/** One wall's live state: follows the feed, and publishes what is drawn at the wall's own pace. */
export class WallScreen {
  summary = $state.raw<WallSummary>();
  alerts = $state.raw<AlertSummary>();
  recent = $state.raw<readonly RecentEvent[]>([]);
  link = $state.raw<LinkState>('connecting');
  speed = $state.raw(0);
  /** The world's time when the feed was last heard: what the figures are of, should it stay silent. */
  heardMs = $state.raw<number | null>(null);
  /** What broke while the feed was followed, which no boundary sees by itself: a wall that stands must not pass for live. */
  fault = $state.raw<{ readonly error: unknown } | null>(null);

  readonly #feed = new LiveFeed();
  readonly #index: CityIndex;
  readonly #changes: ReturnType<typeof trackChanges>;
  readonly #onChange: WallListener;
  #publishedMs = -restMs;
  #toldMs = -restMs;
  #dirty = true;

  constructor(city: CityView, onChange: WallListener) {
    this.#index = indexCity(city);
    this.#changes = trackChanges(city);
    this.#onChange = onChange;
  }

  /** Starts following; returns how to stop. */
  follow(url: string, onDoubt: () => void): () => void {
    return this.#feed.follow(url, onDoubt, {
      onMessage: (message: ServerMessage) => {
        this.#dirty = true;
        this.#heed(() => {
          this.#changes.hear(message);
        });
      },
      onBeat: (nowMs) => {
        this.#heed(() => {
          this.#beat(nowMs);
        });
      },
    });
  }

  #heed(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.fault ??= { error };
    }
  }

  #beat(nowMs: number): void {
    this.link = this.#feed.linkAt(nowMs);
    // A dead feed is shown as it stood: nothing moves, nothing ages into another look.
    if (this.link === 'dead') return;
    if (!this.#dirty && nowMs - this.#publishedMs < restMs) return;
    this.#dirty = false;
    this.#publishedMs = nowMs;
    this.#publish(this.#feed.sinceTickMs(nowMs), nowMs);
  }

  #publish(sinceTickMs: number, nowMs: number): void {
    const { state } = this.#feed;
    const moment = momentAt(this.#index, state, sinceTickMs);
    this.summary = summariseWall(this.#index, moment);
    this.#publishAlerts(moment.nowMs, sinceTickMs);
    this.recent = state.recent;
    this.speed = state.tick?.speed ?? 0;
    this.heardMs = this.#feed.heardMs();
    const change = this.#changes.take(state, moment.nowMs);
    const isMomentDue = nowMs - this.#toldMs >= restMs;
    if (isMomentDue) this.#toldMs = nowMs;
    this.#onChange(isMomentDue ? { ...change, moment } : change);
  }

  #publishAlerts(nowMs: number | null, sinceTickMs: number): void {
    const { state } = this.#feed;
    if (nowMs !== null) forgetOver(state, nowMs);
    const { dutyAgeS = null } = state.tick ?? {};
    const judgedAgeS = dutyAgeS === null ? null : dutyAgeS + sinceTickMs / 1_000;
    const wasFlood = this.alerts?.flood.isFlood ?? false;
    this.alerts = summariseAlerts(state, { nowMs, judgedAgeS, wasFlood });
  }
}
