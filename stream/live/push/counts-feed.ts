import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { readDayCounts } from '#shared/store/read-day-counts.ts';
import type { CountsMessage } from '#shared/wire/counts.ts';
import { DayCounts } from './day-counts.ts';
import { createPartGatherer } from '#shared/wire/gather-parts.ts';
import type { DirtyKeys } from './topic-source.ts';

const lookEveryMs = 200;
const readAgainAfterMs = 2_000;
/** Messages are not stored: after this long without one the database is asked whether any was missed. */
const silenceMs = 15_000;

type Parts = {
  readonly nats: NatsConnection;
  readonly subject: string;
  readonly pool: pg.Pool;
  /** A world's civil day now, by its clock. */
  readonly dayOf: (world: string) => string;
  readonly onChange: (world: string, keys: DirtyKeys) => void;
  readonly log: Log;
};

/** Keeps today's counts of the watched worlds: commits from the writer, and the database wherever those leave a doubt. */
export class CountsFeed {
  readonly #parts: Parts;
  readonly #worlds = new Map<string, DayCounts>();
  readonly #subscription: Subscription;
  readonly #timer: NodeJS.Timeout;
  #lastCommitMs: number | null = null;
  #heardMs = 0;
  #notBeforeMs = 0;
  #failing = false;
  #reading: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const gather = createPartGatherer();
    this.#subscription = parts.nats.subscribe(parts.subject, {
      callback: (error, message) => {
        if (error) return;
        const whole = gather(message.json<CountsMessage>());
        const nowMs = performance.now();
        this.#heardMs = nowMs;
        if (!whole) return;
        this.#lastCommitMs = nowMs;
        for (const [world, counts] of this.#worlds) {
          const changed = counts.takeCommit({ commit: whole.commit, rows: whole.rows.get(world) ?? [] }, nowMs);
          if (changed.size > 0) parts.onChange(world, changed);
        }
      },
    });
    this.#timer = setInterval(() => {
      this.#reading ??= this.#look().finally(() => (this.#reading = undefined));
    }, lookEveryMs);
  }

  /** Seconds since the writer last committed, at `nowMs` of the monotonic clock; null when nothing is known of it. */
  ageS(nowMs: number): number | null {
    return this.#lastCommitMs === null ? null : Math.max(0, Math.round((nowMs - this.#lastCommitMs) / 1000));
  }

  watch(world: string): DayCounts {
    const counts = this.#worlds.get(world) ?? new DayCounts(world, this.#parts.dayOf(world));
    this.#worlds.set(world, counts);
    return counts;
  }

  unwatch(world: string): void {
    this.#worlds.delete(world);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#subscription.unsubscribe();
    await this.#reading;
  }

  async #look(): Promise<void> {
    for (const [world, counts] of this.#worlds) counts.moveDay(this.#parts.dayOf(world));
    const nowMs = performance.now();
    if (nowMs < this.#notBeforeMs) return;
    const isSilent = nowMs - this.#heardMs > silenceMs;
    if (isSilent) this.#heardMs = nowMs;
    try {
      for (const counts of this.#worlds.values()) if (isSilent || counts.wantsReading) await this.#read(counts);
      if (this.#failing) this.#parts.log.info('counts are read again');
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) this.#parts.log.warn({ err: error }, 'counts cannot be read; it is tried again');
      this.#failing = true;
      this.#notBeforeMs = performance.now() + readAgainAfterMs;
    }
  }

  async #read(counts: DayCounts): Promise<void> {
    const { day, world } = counts;
    const reading = await readDayCounts(this.#parts.pool, world, day);
    const nowMs = performance.now();
    counts.takeReading(day, reading, nowMs);
    // No row stands for what was read; screens are to look at where the counts stand now.
    this.#parts.onChange(world, new Map());
    if (reading.ageS !== null) this.#lastCommitMs = Math.max(this.#lastCommitMs ?? 0, nowMs - reading.ageS * 1000);
  }
}
