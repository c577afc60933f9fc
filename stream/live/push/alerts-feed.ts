import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { readDutyNow } from '#shared/store/read-duty-now.ts';
import type { DutyMessage } from '#shared/wire/duty.ts';
import { DutyNow } from './duty-now.ts';
import { lookAgain } from './look-again.ts';
import type { DirtyKeys } from './topic-source.ts';

const lookEveryMs = 50;
const closedForMs = 3_600_000;

type Parts = {
  readonly nats: NatsConnection;
  readonly subject: string;
  readonly pool: pg.Pool;
  /** A world's time now; null before its first tick. */
  readonly nowOf: (world: string) => number | null;
  readonly onChange: (world: string, keys: DirtyKeys) => void;
  readonly log: Log;
};

/** Keeps the alerts of the worlds whose desks are looked at: changes from the duty process, and the database where in doubt. */
export class AlertsFeed {
  readonly #parts: Parts;
  readonly #worlds = new Map<string, DutyNow>();
  readonly #subscription: Subscription;
  readonly #looking: { readonly close: () => Promise<void> };
  #heardMs: number | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#subscription = parts.nats.subscribe(parts.subject, {
      callback: (error, message) => {
        if (error) return;
        const nowMs = performance.now();
        this.#heardMs = nowMs;
        const told = message.json<DutyMessage>();
        for (const [world, now] of this.#worlds) {
          const changed = now.takeChange(told, nowMs);
          if (changed.size > 0) parts.onChange(world, changed);
        }
      },
    });
    const look = (): Promise<void> => this.#look();
    this.#looking = lookAgain({ what: 'alerts', everyMs: lookEveryMs, look, log: parts.log });
  }

  /** Seconds since the duty process was heard, at `nowMs` of the monotonic clock; null: not since the start. */
  ageS(nowMs: number): number | null {
    return this.#heardMs === null ? null : Math.max(0, Math.round((nowMs - this.#heardMs) / 1000));
  }

  watch(world: string): DutyNow {
    const now = this.#worlds.get(world) ?? new DutyNow(world);
    this.#worlds.set(world, now);
    return now;
  }

  unwatch(world: string): void {
    this.#worlds.delete(world);
  }

  async close(): Promise<void> {
    this.#subscription.unsubscribe();
    await this.#looking.close();
  }

  async #look(): Promise<void> {
    for (const now of this.#worlds.values()) if (now.wantsReading) await this.#read(now);
  }

  async #read(now: DutyNow): Promise<void> {
    const { pool, nowOf, onChange } = this.#parts;
    const closedSince = new Date((nowOf(now.world) ?? Date.now()) - closedForMs);
    now.takeReading(await readDutyNow(pool, now.world, closedSince), performance.now());
    // Nothing stands for what was read; screens are to look at where the alerts stand now.
    onChange(now.world, new Map());
  }
}
