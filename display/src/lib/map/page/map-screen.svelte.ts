import { civilCalendar, type CivilCalendar } from '#shared/time/civil-day.ts';
import type { CityView } from '../../city/city-view.ts';
import type { LinkState } from '../../feed/link-state.ts';
import { LiveFeed } from '../../feed/live-feed.ts';
import type { Looks } from '../../feed/track-looks.ts';
import { momentAt, type WallMoment } from '../../panels/wall-moment.ts';
import { trackChanges, type MapChange } from '../track-changes.ts';
import { holdLooks } from './hold-looks.ts';

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

  readonly #feed = new LiveFeed();
  readonly #city: { readonly calendar: CivilCalendar; readonly intervalS: WallMoment['intervalS'] };
  readonly #changes: ReturnType<typeof trackChanges>;
  readonly #onChange: (change: MapChange) => void;
  readonly #held = holdLooks();
  #shownMs = -momentMs;

  constructor(city: CityView, onChange: (change: MapChange) => void) {
    this.#city = { calendar: civilCalendar(city.timeZone), intervalS: city.expectedIntervalS };
    this.#changes = trackChanges(city);
    this.#onChange = onChange;
  }

  /** Starts following; returns how to stop. */
  follow(url: string, onDoubt: () => void): () => void {
    return this.#feed.follow(url, onDoubt, {
      onMessage: this.#changes.hear,
      onBeat: (nowMs) => {
        this.#beat(nowMs);
      },
    });
  }

  #beat(nowMs: number): void {
    const feed = this.#feed;
    this.link = feed.linkAt(nowMs);
    // What a silent server last said stands as it was: it must not age into something nobody said.
    if (this.link === 'dead') return;
    const change = this.#changes.take(feed.state, feed.worldMsAt(nowMs));
    this.#held.take(change.looks);
    this.#onChange(change);
    if (nowMs - this.#shownMs < momentMs) return;
    this.#shownMs = nowMs;
    this.moment = momentAt(this.#city, feed.state, feed.sinceTickMs(nowMs));
    this.looks = this.#held.all();
    this.heardMs = feed.heardMs();
    this.speed = feed.state.tick?.speed ?? 0;
  }
}
