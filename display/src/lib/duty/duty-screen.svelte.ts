import type { AlertView } from '#shared/wire/duty.ts';
import type { AnnouncementRow } from '#shared/store/read-announcements.ts';
import type { ServerMessage } from '#shared/wire/push.ts';
import type { CityView } from '../city/city-view.ts';
import type { LinkState } from '../feed/link-state.ts';
import { LiveFeed } from '../feed/live-feed.ts';
import type { ScreenState } from '../feed/screen-state.ts';
import { trackLooks, type Looks } from '../feed/track-looks.ts';
import { callingOf, newsOf, type Calling, type News } from './announce.ts';
import { judgeBudget, type Budget } from './load/budget.ts';
import { judgeFlood, type Flood } from './load/flood.ts';
import { mergeAnnouncements } from './load/merge-announcements.ts';
import { emptyList, holdOrder, type HeldList } from './queue/hold-order.ts';
import { orderRows } from './queue/order-rows.ts';
import { buildRows, quietAlerts, type QueueRow } from './queue/queue-row.ts';
import { searchRows, type PlaceNames } from './queue/search-rows.ts';

/** What is over stays for the load of the last hour; then it is forgotten, or a desk would grow all its shift. */
const overKeptMs = 3_900_000;

type Listeners = {
  readonly nameOf: PlaceNames;
  /** Places whose look changed. */
  readonly onLooks: (looks: Looks) => void;
  /** The queue as it now is, ordered and whole, and what calls in it anew. */
  readonly onQueue: (rows: readonly QueueRow[], news: News) => void;
};

/** The desk's live state: follows the feed; what another officer did is drawn as it comes, clocks move on once a second. */
export class DutyScreen {
  /** The list as it is drawn. */
  list = $state.raw<HeldList>(emptyList);
  /** The whole queue in its order, whatever is searched for or held. */
  rows = $state.raw<readonly QueueRow[]>([]);
  quiet = $state.raw<readonly AlertView[]>([]);
  flood = $state.raw<Flood>({ isFlood: false, inTenMinutes: 0 });
  /** null: the last day has not been read yet. */
  budget = $state.raw<Budget | null>(null);
  link = $state.raw<LinkState>('connecting');
  /** The world's time now, and when the feed was last heard. */
  nowMs = $state.raw<number | null>(null);
  heardMs = $state.raw<number | null>(null);
  speed = $state.raw(0);
  dutyAgeS = $state.raw<number | null | undefined>(undefined);
  /** Whether the alerts are known at all. */
  isKnown = $state.raw(false);
  typed = $state.raw('');
  isHeld = $state.raw(false);

  readonly #feed = new LiveFeed();
  readonly #listeners: Listeners;
  readonly #changedLooks: (state: ScreenState, nowMs: number | null) => Looks;
  #read: readonly AnnouncementRow[] | null = null;
  #officers = 1;
  #calling: Calling | null = null;
  #drawnMs = 0;

  constructor(city: CityView, listeners: Listeners) {
    this.#listeners = listeners;
    this.#changedLooks = trackLooks(city);
  }

  /** Starts following; returns how to stop. */
  follow(url: string, onDoubt: () => void): () => void {
    return this.#feed.follow(url, onDoubt, {
      onMessage: (message) => {
        this.#receive(message);
      },
      onBeat: (nowMs) => {
        this.#beat(nowMs);
      },
    });
  }

  /** The alerts of the last day that were read from the database, and how many officers share them. */
  takeLoad(announced: readonly AnnouncementRow[], officers: number): void {
    this.#read = announced;
    this.#officers = officers;
    this.#judgeLoad();
  }

  /** The pointer or the keyboard came into the list, or left it: rows move only while neither is there. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.#drawList();
  }

  /** Takes in what waits, whatever holds the list. */
  takeIn(): void {
    this.#drawList(false);
  }

  search(typed: string): void {
    this.typed = typed;
    this.#drawList(false);
  }

  #receive(message: ServerMessage): void {
    if (message.type === 'tick') this.#drawClock(performance.now());
    if ((message.type === 'snapshot' || message.type === 'delta') && message.topic === 'alerts') this.#drawQueue();
  }

  #beat(nowMs: number): void {
    this.link = this.#feed.linkAt(nowMs);
    if (this.link === 'dead' || nowMs - this.#drawnMs < 1_000) return;
    this.#drawnMs = nowMs;
    this.#drawClock(nowMs);
    this.#forget();
    this.#judgeLoad();
    this.#listeners.onLooks(this.#changedLooks(this.#feed.state, this.nowMs));
  }

  #drawClock(nowMs: number): void {
    const { tick } = this.#feed.state;
    this.link = this.#feed.linkAt(nowMs);
    this.nowMs = this.#feed.worldMsAt(nowMs);
    this.heardMs = this.#feed.heardMs();
    this.speed = tick?.speed ?? 0;
    const ageS = tick?.dutyAgeS;
    this.dutyAgeS = typeof ageS === 'number' ? ageS + this.#feed.sinceTickMs(nowMs) / 1_000 : ageS;
  }

  #drawQueue(): void {
    const { alerts, incidents } = this.#feed.state;
    this.isKnown = this.#feed.state.positions.alerts !== undefined;
    this.rows = orderRows(buildRows(incidents.values(), alerts.values()));
    this.quiet = quietAlerts(alerts.values());
    const news = newsOf(this.rows, this.#calling);
    if (this.isKnown) this.#calling = callingOf(this.rows);
    this.#drawList();
    this.#judgeLoad();
    this.#listeners.onQueue(this.rows, news);
  }

  #drawList(isHeld = this.isHeld): void {
    this.list = holdOrder(this.list, searchRows(this.rows, this.typed, this.#listeners.nameOf), isHeld);
  }

  #forget(): void {
    const { alerts, incidents } = this.#feed.state;
    const beforeMs = (this.nowMs ?? 0) - overKeptMs;
    for (const { id, closedAt } of alerts.values()) if (closedAt && Date.parse(closedAt) < beforeMs) alerts.delete(id);
    for (const { id, state, resolvedAt } of incidents.values()) {
      const isOver = state === 'closed' || state === 'merged';
      if (isOver && resolvedAt && Date.parse(resolvedAt) < beforeMs) incidents.delete(id);
    }
  }

  #judgeLoad(): void {
    const { nowMs } = this;
    if (nowMs === null) return;
    const announced = mergeAnnouncements(this.#read ?? [], this.#feed.state.alerts.values());
    this.flood = judgeFlood(
      announced.map(({ atMs }) => atMs),
      nowMs,
      this.flood.isFlood,
    );
    if (this.#read === null) return;
    const openMs = [...this.#feed.state.alerts.values()].flatMap(({ closedAt, openedAt }) =>
      closedAt === null ? [Date.parse(openedAt)] : [],
    );
    this.budget = judgeBudget(announced, openMs, { nowMs, officers: this.#officers });
  }
}
