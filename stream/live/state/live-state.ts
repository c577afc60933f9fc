import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { applyEvent } from '#shared/fold/apply-event.ts';
import { decodeState, encodeState, type StateImage } from '#shared/fold/encode-state.ts';
import { createState, foldVersion, type FoldState, type WorldState } from '#shared/fold/fold-state.ts';
import { toAssetView } from '#shared/fold/to-asset-view.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { RecentEvent } from '#shared/wire/push.ts';
import { keepRecent, recentSince, type RecentEntry } from './recent-events.ts';

/** What one frame changed: world → asset → receipt time of its newest event in the frame. */
export type Changes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The state with its place in the log, as plain data. */
export type LiveImage = {
  readonly state: StateImage;
  readonly recent: readonly (readonly [world: string, entries: readonly RecentEntry[]])[];
};

/** The fold of one log, where in that log it stands, and each asset's view as JSON text, made at most once per change. */
export class LiveState {
  readonly #calendar: CivilCalendar;
  #fold: FoldState = createState();
  #recent = new Map<string, RecentEntry[]>();
  #texts = new Map<string, Map<string, string>>();
  #stream = '';
  #seq = 0;
  #generation = 0;
  #poison = 0;

  constructor(calendar: CivilCalendar) {
    this.#calendar = calendar;
  }

  /** The log's name and creation time; '' before it is known. */
  get stream(): string {
    return this.#stream;
  }

  /** The last frame applied. */
  get seq(): number {
    return this.#seq;
  }

  /** Grows whenever the state was replaced rather than moved on. */
  get generation(): number {
    return this.#generation;
  }

  /** Names the log and the fold: offsets of one epoch compare. */
  get epoch(): string {
    return `${this.#stream.replaceAll(/[^A-Za-z0-9]/g, '')}-${String(foldVersion)}`;
  }

  /** Events and frames passed over because they are not what the door writes. */
  get poison(): number {
    return this.#poison;
  }

  get worlds(): readonly string[] {
    return [...this.#fold.worlds.keys()];
  }

  /** Starts over at the beginning of a log, or where a checkpoint of it stands. */
  restart(stream: string, seq = 0, image?: LiveImage): void {
    this.#fold = image ? decodeState(image.state) : createState();
    this.#recent = new Map(image?.recent.map(([world, entries]) => [world, [...entries]]));
    this.#texts.clear();
    this.#stream = stream;
    this.#seq = seq;
    this.#generation++;
  }

  /** Applies one frame. An event that cannot be folded is tallied and never stands in the way of the next. */
  applyFrame(seq: number, events: readonly AcceptedEvent[], poison: number): Changes {
    const changes = new Map<string, Map<string, string>>();
    const news = new Map<string, AcceptedEvent[]>();
    this.#poison += poison;
    for (const event of events) {
      try {
        const changed = applyEvent(this.#fold, event, this.#calendar);
        for (const asset of changed) this.#noteChange(changes, event, asset);
        if (event.type === 'clock.tick') {
          this.#forgetEndedWorlds();
          continue;
        }
        entryOf(news, event.world, (): AcceptedEvent[] => []).push(event);
      } catch {
        this.#poison++;
      }
    }
    for (const [world, told] of news) {
      keepRecent(
        entryOf(this.#recent, world, (): RecentEntry[] => []),
        seq,
        told,
      );
    }
    this.#seq = seq;
    return changes;
  }

  clockOf(world: string): WorldState['clock'] {
    return this.#fold.worlds.get(world)?.clock ?? null;
  }

  /** Each world's civil day by its clock; a world whose clock has not been heard has none. */
  days(): { readonly world: string; readonly day: string }[] {
    return [...this.#fold.worlds].flatMap(([world, { clock }]) =>
      clock ? [{ world, day: this.#calendar.dayOf(Date.parse(clock.time)) }] : [],
    );
  }

  /** The codes of a world's assets that anything is known of. */
  assetsOf(world: string): readonly string[] {
    return [...(this.#fold.worlds.get(world)?.assets.keys() ?? [])];
  }

  /** One asset's `AssetView` as JSON; undefined when nothing is known of it. */
  assetText(world: string, asset: string): string | undefined {
    const known = this.#texts.get(world)?.get(asset);
    if (known !== undefined) return known;
    const state = this.#fold.worlds.get(world)?.assets.get(asset);
    if (!state) return undefined;
    const text = JSON.stringify(toAssetView(state));
    entryOf(this.#texts, world, () => new Map<string, string>()).set(asset, text);
    return text;
  }

  /** The newest events of a world that came after place `seq`, newest first, clock ticks left out. */
  recentOf(world: string, seq = -1): RecentEvent[] {
    return recentSince(this.#recent.get(world) ?? [], seq);
  }

  toImage(): LiveImage {
    const recent = [...this.#recent].sort(([a], [b]) => (a < b ? -1 : 1));
    return { state: encodeState(this.#fold), recent };
  }

  /** What the fold has let go of a world goes here too; whoever still looks at it starts over. */
  #forgetEndedWorlds(): void {
    for (const world of this.#recent.keys()) {
      if (this.#fold.worlds.has(world)) continue;
      this.#recent.delete(world);
      this.#texts.delete(world);
      this.#generation++;
    }
  }

  #noteChange(changes: Map<string, Map<string, string>>, event: AcceptedEvent, asset: string): void {
    const { world, receivedtime } = event;
    this.#texts.get(world)?.delete(asset);
    entryOf(changes, world, () => new Map<string, string>()).set(asset, receivedtime);
  }
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
