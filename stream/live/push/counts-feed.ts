import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { readDayCounts } from '#shared/store/read-day-counts.ts';
import type { CountsMessage } from '#shared/wire/counts.ts';
import { DayCounts } from './day-counts.ts';
import { createPartGatherer } from '#shared/wire/gather-parts.ts';
import { lookAgain } from './look-again.ts';
import type { DirtyKeys } from './topic-source.ts';

const lookEveryMs = 200;
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
  readonly #looking: { readonly close: () => Promise<void> };
  #lastCommitMs: number | null = null;
  #heardMs = 0;

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
    const look = (): Promise<void> => this.#look();
    this.#looking = lookAgain({ what: 'counts', everyMs: lookEveryMs, look, log: parts.log });
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
    this.#subscription.unsubscribe();
    await this.#looking.close();
  }

  async #look(): Promise<void> {
    for (const [world, counts] of this.#worlds) counts.moveDay(this.#parts.dayOf(world));
    const nowMs = performance.now();
    const isSilent = nowMs - this.#heardMs > silenceMs;
    if (isSilent) this.#heardMs = nowMs;
    for (const counts of this.#worlds.values()) if (isSilent || counts.wantsReading) await this.#read(counts);
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
