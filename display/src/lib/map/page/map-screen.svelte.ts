import type { ServerMessage } from '#shared/wire/push.ts';
import { civilCalendar, type CivilCalendar } from '#shared/time/civil-day.ts';
import type { CityView } from '../../city/city-view.ts';
import { connectFeed } from '../../feed/connect-feed.ts';
import { linkState, type LinkState } from '../../feed/link-state.ts';
import { emptyScreenState, type ScreenState } from '../../feed/screen-state.ts';
import { trackLooks, type Looks } from '../../feed/track-looks.ts';
import { worldTimeMs } from '../../feed/world-time.ts';
import type { WallChange } from '../../panels/wall-screen.svelte.ts';
import type { WallMoment } from '../../panels/wall-moment.ts';
import { holdLooks } from './hold-looks.ts';

const beatMs = 250;
/** A table that moves more often than this cannot be read. */
const momentMs = 1_000;

/** The map page's live state: the map follows four times a second, figures and tables once. */
export class MapScreen {
  moment = $state.raw<WallMoment>();
  link = $state.raw<LinkState>('connecting');
  heardMs = $state.raw<number | null>(null);
  speed = $state.raw(0);
  /** How each asset looks, as of the moment. */
  looks = $state.raw<Looks>(holdLooks().all());

  readonly #state = emptyScreenState();
  readonly #city: CityView;
  readonly #calendar: CivilCalendar;
  readonly #changedLooks: (state: ScreenState, nowMs: number | null) => Looks;
  readonly #onChange: (change: WallChange) => void;
  readonly #held = holdLooks();
  #activeUnits: string[] = [];
  #startedMs = 0;
  #messageMs = 0;
  #tickMs: number | null = null;
  #shownMs = -momentMs;

  constructor(city: CityView, onChange: (change: WallChange) => void) {
    this.#city = city;
    this.#calendar = civilCalendar(city.timeZone);
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
    this.#messageMs = performance.now();
    if (message.type === 'tick') this.#tickMs = this.#messageMs;
    if (message.type !== 'delta' || message.topic !== 'state') return;
    this.#activeUnits.push(...message.recent.map(({ unit }) => unit));
  }

  #beat(nowMs: number): void {
    this.link = linkState(this.#tickMs, this.#startedMs, nowMs);
    // What a silent server last said stands as it was: it must not age into something nobody said.
    if (this.link === 'dead') return;
    const sinceTickMs = nowMs - (this.#tickMs ?? nowMs);
    const looks = this.#changedLooks(this.#state, worldTimeMs(this.#state.tick, sinceTickMs));
    this.#held.take(looks);
    this.#onChange({ looks, activeUnits: this.#activeUnits });
    this.#activeUnits = [];
    if (nowMs - this.#shownMs < momentMs) return;
    this.#shownMs = nowMs;
    this.moment = this.#toMoment(sinceTickMs);
    this.looks = this.#held.all();
    this.heardMs = worldTimeMs(this.#state.tick, this.#messageMs - (this.#tickMs ?? this.#messageMs));
    this.speed = this.#state.tick?.speed ?? 0;
  }

  #toMoment(sinceTickMs: number): WallMoment {
    const { tick } = this.#state;
    const nowMs = worldTimeMs(tick, sinceTickMs);
    const today = nowMs === null ? null : this.#calendar.dayOf(nowMs);
    return {
      ...{ state: this.#state, nowMs, today, intervalS: this.#city.expectedIntervalS },
      dayStartMs: today === null ? null : this.#calendar.startOf(today),
      countsAgeS: typeof tick?.countsAgeS === 'number' ? tick.countsAgeS + sinceTickMs / 1_000 : null,
    };
  }
}
