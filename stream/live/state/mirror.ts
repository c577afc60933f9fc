import type { Redis } from 'ioredis';
import type { Log } from '#shared/service/log.ts';
import { mirrorKeys } from '#shared/wire/mirror.ts';
import type { Changes, LiveState } from './live-state.ts';

const flushEveryMs = 500;
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const fieldsPerCommand = 500;
/** A world nothing is written of goes, as it goes from the fold. */
const keptS = 7 * 86_400;
const unfinishedKeptS = 60;

/**
 * A copy of the state in Redis for whoever wants a look without a socket: per world one hash of asset → `AssetView`
 * (JSON), and the log sequence it stands at, without which the hash is not whole. Nothing is ever recovered from it.
 * Redis may be away, slow or emptied: after a failure it is left alone for a while (doubling to 30 s), and a world that
 * was missed is built anew under another key and put in place in one step. At most two flushes a second.
 */
export class Mirror {
  readonly #live: LiveState;
  readonly #redis: Redis;
  readonly #city: string;
  readonly #log: Log;
  readonly #timer: NodeJS.Timeout;
  /** Two processes that build one world at once must not write into one another's copy. */
  readonly #name = `new:${process.pid}`;
  /** world → assets to write; null: the whole world. */
  #dirty = new Map<string, Set<string> | null>();
  #generation = -1;
  #pausedUntilMs = 0;
  #wholeAtMs = performance.now();
  #pauseMs = firstPauseMs;
  #flushing: Promise<void> | undefined;

  constructor(live: LiveState, { redis, city, log }: { redis: Redis; city: string; log: Log }) {
    this.#live = live;
    this.#redis = redis;
    this.#city = city;
    this.#log = log;
    this.#timer = setInterval(() => {
      this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    }, flushEveryMs);
  }

  /** Seconds since all that was known then was in the mirror. */
  get lagS(): number {
    return (performance.now() - this.#wholeAtMs) / 1_000;
  }

  /** Notes what a frame changed. */
  note(changes: Changes): void {
    for (const [world, assets] of changes) {
      const known = this.#dirty.get(world);
      if (known === undefined) this.#dirty.set(world, new Set(assets.keys()));
      else if (known) for (const asset of assets.keys()) known.add(asset);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#flushing;
    this.#redis.disconnect();
  }

  async #flush(): Promise<void> {
    if (this.#redis.status === 'wait') await this.#redis.connect().catch(() => undefined);
    if (this.#redis.status !== 'ready' || performance.now() < this.#pausedUntilMs) {
      this.#missAll();
      return;
    }
    if (this.#generation !== this.#live.generation) {
      this.#generation = this.#live.generation;
      this.#missAll();
    }
    try {
      const startMs = performance.now();
      await this.#writeDirty();
      this.#wholeAtMs = startMs;
      if (this.#pauseMs > firstPauseMs) this.#log.info('the mirror is written again');
      this.#pauseMs = firstPauseMs;
    } catch (error) {
      if (this.#pauseMs === firstPauseMs) this.#log.warn({ err: error }, 'the mirror is left alone for a while');
      this.#pausedUntilMs = performance.now() + this.#pauseMs;
      this.#pauseMs = Math.min(longestPauseMs, 2 * this.#pauseMs);
      this.#missAll();
    }
  }

  async #writeDirty(): Promise<void> {
    const dirty = this.#dirty;
    this.#dirty = new Map();
    for (const [world, assets] of dirty) {
      if (assets === null || !(await this.#write(world, assets))) await this.#build(world);
    }
  }

  /** Whole worlds instead of lists of assets: what waits stays small however long Redis is away. */
  #missAll(): void {
    for (const world of this.#live.worlds) this.#dirty.set(world, null);
  }

  /** Returns false when the world was not there to be written to: Redis was emptied, and its sequence is gone with it. */
  async #write(world: string, assets: ReadonlySet<string>): Promise<boolean> {
    const { state, seq } = mirrorKeys(this.#city, world);
    const standsAt = this.#live.seq;
    const answers = await this.#redis.multi().exists(state).hset(state, this.#fieldsOf(world, assets)).exec();
    const [failure, existed] = answers?.[0] ?? [new Error('redis gave up the transaction'), 0];
    if (failure) throw failure;
    if (existed !== 1) return false;
    await this.#redis.multi().expire(state, keptS).set(seq, standsAt, 'EX', keptS).exec();
    return true;
  }

  async #build(world: string): Promise<void> {
    const { state, seq } = mirrorKeys(this.#city, world);
    const standsAt = this.#live.seq;
    const fields = this.#fieldsOf(world, this.#live.assetsOf(world));
    if (fields.length === 0) return;
    const fresh = `${state}:${this.#name}`;
    await this.#redis.del(fresh);
    for (let at = 0; at < fields.length; at += 2 * fieldsPerCommand) {
      await this.#redis.hset(fresh, fields.slice(at, at + 2 * fieldsPerCommand));
      await this.#redis.expire(fresh, unfinishedKeptS);
    }
    await this.#redis.multi().rename(fresh, state).expire(state, keptS).set(seq, standsAt, 'EX', keptS).exec();
  }

  #fieldsOf(world: string, assets: Iterable<string>): string[] {
    const fields: string[] = [];
    for (const asset of assets) {
      const text = this.#live.assetText(world, asset);
      if (text !== undefined) fields.push(asset, text);
    }
    return fields;
  }
}
