import type { PushTopic, ServerMessage } from '#shared/wire/push.ts';
import { pushProtocol, tickEveryMs } from '#shared/wire/push.ts';
import type { Changes, LiveState } from '../state/live-state.ts';
import type { AlertsFeed } from './alerts-feed.ts';
import { createAlertsSource } from './alerts-source.ts';
import { Channel } from './channel.ts';
import type { CountsFeed } from './counts-feed.ts';
import { createCountsSource } from './counts-source.ts';
import { Frame } from './frame.ts';
import { createPulse } from './pulse.ts';
import type { PushRate } from './rate.ts';
import type { Screen } from './screen.ts';
import { createStateSource } from './state-source.ts';
import type { AlertReach } from './token-check.ts';
import type { DirtyKeys, TopicSource } from './topic-source.ts';

/** What a screen looks at. */
export type Seen = { readonly world: string; readonly topics: readonly PushTopic[]; readonly reach: AlertReach };

/** Screens that see the same at the same rate share a channel. */
type WatchedWorld = { readonly sources: readonly TopicSource[]; readonly channels: Map<string, Channel> };

type Parts = {
  readonly city: string;
  readonly timeZone: string;
  readonly live: LiveState;
  readonly counts: CountsFeed;
  readonly alerts: AlertsFeed;
  readonly isCaughtUp: () => boolean;
  /** Told that a delta of the state was made, up to a place in the log. */
  readonly onStateDelta?: ((seq: number) => void) | undefined;
};

/** All screens, by world and rate, and the clockwork that sends to them. A world is kept only while somebody looks. */
export class Hub {
  readonly #parts: Parts;
  readonly #worlds = new Map<string, WatchedWorld>();
  readonly #pulse = createPulse();
  readonly #ticking: NodeJS.Timeout;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#ticking = setInterval(() => {
      this.#sendTicks();
    }, tickEveryMs);
  }

  /** Greets a screen and takes it in; returns how it leaves. */
  join(screen: Screen, seen: Seen, rate: PushRate): () => void {
    const { city, timeZone } = this.#parts;
    const { world, topics, reach } = seen;
    screen.send(toFrame({ type: 'hello', protocol: pushProtocol, city, world, timeZone }));
    const tick = this.#tickOf(world);
    if (tick) screen.send(tick);
    const watched = this.#watch(world);
    const name = `${rate} ${topics.join()} ${topics.includes('alerts') ? JSON.stringify(reach) : ''}`;
    let channel = watched.channels.get(name);
    if (!channel) {
      channel = new Channel(this.#sourcesOf(watched, seen), rate);
      watched.channels.set(name, channel);
    }
    channel.add(screen);
    return () => {
      channel.remove(screen);
      if (channel.screens.size > 0 || watched.channels.get(name) !== channel) return;
      watched.channels.delete(name);
      if (watched.channels.size > 0) return;
      this.#worlds.delete(world);
      this.#parts.counts.unwatch(world);
      this.#parts.alerts.unwatch(world);
    };
  }

  /** Looks again at the screens of a world: one asked to start over, or a topic can be sent again. */
  wake(world: string): void {
    for (const channel of this.#worlds.get(world)?.channels.values() ?? []) channel.wake();
  }

  noteState(changes: Changes): void {
    for (const [world, assets] of changes) this.#note('state', world, assets);
  }

  noteCounts(world: string, keys: DirtyKeys): void {
    this.#note('counts', world, keys);
  }

  noteAlerts(world: string, keys: DirtyKeys): void {
    this.#note('alerts', world, keys);
  }

  close(): void {
    clearInterval(this.#ticking);
  }

  #note(topic: PushTopic, world: string, keys: DirtyKeys): void {
    for (const channel of this.#worlds.get(world)?.channels.values() ?? []) channel.note(topic, keys);
  }

  #watch(world: string): WatchedWorld {
    const known = this.#worlds.get(world);
    if (known) return known;
    const { live, counts, isCaughtUp, onStateDelta } = this.#parts;
    const state = createStateSource(live, world, isCaughtUp);
    const told = onStateDelta ? tellOfDeltas(state, () => onStateDelta(live.seq)) : state;
    const sources = [told, createCountsSource(counts.watch(world))];
    const watched: WatchedWorld = { sources, channels: new Map() };
    this.#worlds.set(world, watched);
    return watched;
  }

  #sourcesOf({ sources }: WatchedWorld, { world, topics, reach }: Seen): readonly TopicSource[] {
    const { live, alerts } = this.#parts;
    const shared = sources.filter(({ topic }) => topics.includes(topic));
    if (!topics.includes('alerts')) return shared;
    const nowMs = (): number => Date.parse(live.clockOf(world)?.time ?? new Date().toISOString());
    return [...shared, createAlertsSource(alerts.watch(world), { reach, nowMs })];
  }

  #sendTicks(): void {
    const nowMs = performance.now();
    for (const [world, { channels }] of this.#worlds) {
      const tick = this.#tickOf(world);
      const screens = tick ? [...channels.values()].flatMap((channel) => [...channel.screens]) : [];
      for (const screen of screens) if (tick && screen.canTake(nowMs)) screen.send(tick);
      this.wake(world);
    }
  }

  /** Undefined while the world's clock is not heard. */
  #tickOf(world: string): Frame | undefined {
    const { live, counts, alerts } = this.#parts;
    const clock = live.clockOf(world);
    if (!this.#pulse.isHeard(world, clock, performance.now())) return undefined;
    return toFrame({
      type: 'tick',
      realTime: new Date().toISOString(),
      worldTime: clock?.time ?? null,
      speed: clock?.speed ?? 0,
      stateOffset: live.seq,
      countsAgeS: counts.ageS(performance.now()),
      dutyAgeS: alerts.ageS(performance.now()),
    });
  }
}

function tellOfDeltas(source: TopicSource, tell: () => void): TopicSource {
  return {
    ...source,
    delta: (...asked) => {
      tell();
      return source.delta(...asked);
    },
  };
}

function toFrame(message: ServerMessage): Frame {
  return new Frame(JSON.stringify(message));
}
