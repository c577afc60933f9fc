import type { PushTopic } from '#shared/wire/push.ts';
import { advanceCursor } from './cursor.ts';
import type { Frame } from './frame.ts';
import type { PushRate } from './rate.ts';
import type { Screen } from './screen.ts';
import type { DirtyKeys, TopicSource } from './topic-source.ts';

/**
 * The screens of one world and one rate. What changes between two ticks is gathered by key, so a thousand events at one
 * asset are one entry; a tick serialises a delta once and sends the same bytes to every screen that is up to date. Each
 * screen starts with a snapshot on a tick, so that snapshots and deltas meet without a gap.
 *
 * The rate is how often at most: the first change after a quiet while goes out at once, and nobody ticks for nothing.
 */
export class Channel {
  readonly #screens = new Set<Screen>();
  readonly #sources: readonly TopicSource[];
  readonly #everyMs: number;
  /** By the monotonic clock, as all times here: a wall clock that is set back would silence everybody. */
  #notBeforeMs = 0;
  #timer: NodeJS.Timeout | undefined;
  readonly #dirty: Record<PushTopic, Map<string, string>> = { state: new Map(), counts: new Map(), alerts: new Map() };

  constructor(sources: readonly TopicSource[], rate: PushRate) {
    this.#sources = sources;
    this.#everyMs = 1000 / rate;
  }

  get screens(): ReadonlySet<Screen> {
    return this.#screens;
  }

  /** Takes a screen in; its snapshots come with the next tick. */
  add(screen: Screen): void {
    this.#screens.add(screen);
    this.wake();
  }

  remove(screen: Screen): void {
    this.#screens.delete(screen);
  }

  /** Notes what changed in a topic. */
  note(topic: PushTopic, keys: DirtyKeys): void {
    for (const [key, value] of keys) this.#dirty[topic].set(key, value);
    this.wake();
  }

  /** Ticks as soon as the rate allows. */
  wake(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        if (this.#screens.size > 0) this.#tick(performance.now());
      },
      Math.max(0, this.#notBeforeMs - performance.now()),
    );
  }

  #tick(nowMs: number): void {
    for (const source of this.#sources) {
      const dirty = this.#dirty[source.topic];
      this.#dirty[source.topic] = new Map();
      this.#tickTopic(source, dirty, nowMs);
    }
    // A tick that took long is followed by as long a rest: under load everybody's rate goes down, nobody's data grow old.
    const endMs = performance.now();
    this.#notBeforeMs = Math.max(nowMs + this.#everyMs, endMs + (endMs - nowMs));
    if ([...this.#screens].some((screen) => screen.isOwed)) this.wake();
  }

  #tickTopic(source: TopicSource, dirty: DirtyKeys, nowMs: number): void {
    const position = source.position();
    if (!position) return;
    const { topic } = source;
    const shared = new Map<string, Frame>();
    for (const screen of this.#screens) {
      const before = screen.cursors[topic];
      const starts = before.at === 'start' || before.generation !== position.generation;
      const canTake = screen.canTake(nowMs) && (!starts || screen.mayStart(topic, nowMs));
      const { cursor, send } = advanceCursor(before, { position, dirty, canTake });
      screen.cursors[topic] = cursor;
      if (send === 'nothing') continue;
      if (send === 'snapshot') screen.sendSnapshot(topic, source.snapshot(), nowMs);
      else if (send.keys === dirty) {
        const name = `${String(send.from)} ${String(screen.isProbe)}`;
        const frame = shared.get(name) ?? source.delta(send.from, dirty, screen.isProbe);
        shared.set(name, frame);
        screen.send(frame);
      } else screen.send(source.delta(send.from, send.keys, screen.isProbe));
    }
  }
}
