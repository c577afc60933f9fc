import type { DayCountsRead } from '#shared/store/read-day-counts.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import type { DirtyKeys, Position } from './topic-source.ts';

/** One commit of the writer, as far as it concerns one world. */
export type WorldCommit = { readonly commit: number; readonly rows: readonly CountRow[] };

type Held = { readonly day: string; readonly stream: string; commit: number; readonly rows: Map<string, CountRow> };

// A commit number at or below ours is in flight from before our reading; later than this, the writer has gone back.
const inFlightMs = 5_000;
const waitingMost = 1_000;

/**
 * Today's counts of one world: read from the database once, then moved on commit by commit. A missing commit, a writer
 * that went back or another day make it want to be read again, and what was held is not shown meanwhile. Pure: the
 * reading is done by who owns it.
 */
export class DayCounts {
  readonly world: string;
  #day: string;
  #held: Held | null = null;
  #readAtMs = 0;
  #generation = 0;
  #waiting: WorldCommit[] = [];

  constructor(world: string, day: string) {
    this.world = world;
    this.#day = day;
  }

  get day(): string {
    return this.#day;
  }

  get wantsReading(): boolean {
    return this.#held === null;
  }

  position(): Position | null {
    return this.#held && { generation: this.#generation, offset: this.#held.commit };
  }

  /** Names the log of commits. */
  get epoch(): string {
    return this.#held?.stream.replaceAll(/[^A-Za-z0-9]/g, '') ?? '';
  }

  rowsOf(keys: Iterable<string>): CountRow[] {
    const rows: CountRow[] = [];
    for (const key of keys) {
      const row = this.#held?.rows.get(key);
      if (row) rows.push(row);
    }
    return rows;
  }

  allRows(): readonly CountRow[] {
    return [...(this.#held?.rows.values() ?? [])];
  }

  /** Another civil day by the world's clock starts over. */
  moveDay(day: string): void {
    if (day === this.#day) return;
    this.#day = day;
    this.#lose();
  }

  /** What was read of the database for `day`. What is held already at that commit stays. */
  takeReading(day: string, { commit, stream, rows }: DayCountsRead, nowMs: number): void {
    if (day !== this.#day) return;
    if (this.#held?.commit === commit && this.#held.stream === stream) return;
    this.#held = { day, stream, commit, rows: new Map(rows.map((row) => [keyOf(row), row])) };
    this.#readAtMs = nowMs;
    this.#generation++;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) if (one.commit > commit) this.takeCommit(one, nowMs);
  }

  /** Moves on by one commit. Returns the rows it changed, by key. */
  takeCommit(one: WorldCommit, nowMs: number): DirtyKeys {
    const changed = new Map<string, string>();
    const held = this.#held;
    if (!held) {
      this.#waiting.push(one);
      if (this.#waiting.length > waitingMost) this.#waiting.shift();
      return changed;
    }
    if (one.commit <= held.commit) {
      if (nowMs - this.#readAtMs > inFlightMs) this.#lose();
      return changed;
    }
    if (one.commit !== held.commit + 1) {
      this.#lose();
      this.#waiting.push(one);
      return changed;
    }
    held.commit = one.commit;
    for (const row of one.rows) {
      const [grain, bucket, , scope] = row;
      if (grain !== 'day' || bucket !== held.day || scope !== '') continue;
      const key = keyOf(row);
      held.rows.set(key, row);
      changed.set(key, '');
    }
    return changed;
  }

  #lose(): void {
    this.#held = null;
    this.#waiting = [];
  }
}

function keyOf([, , unit, , metric, dim]: CountRow): string {
  return `${unit}\n${metric}\n${dim}`;
}
