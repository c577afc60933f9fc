import type { Priority } from '#shared/wire/duty.ts';
import type { QueueRow } from './queue-row.ts';

/** The list as it is drawn: rows in their places, and what waits to come in. */
export type HeldList = {
  readonly rows: readonly QueueRow[];
  /** Keys of rows that have left the queue and keep their place until the list is let go. */
  readonly gone: ReadonlySet<string>;
  /** Rows that wait outside. */
  readonly waiting: number;
  /** Whether letting go would move any row. */
  readonly isStale: boolean;
  readonly worstWaiting: Priority | null;
};

/**
 * What is drawn of the queue. While the pointer or the keyboard is in the list no row moves, comes or goes: each shows the
 * newest of its matter at its old place, one that left stays where it was, and new ones wait outside and are counted.
 */
export function holdOrder(drawn: HeldList, fresh: readonly QueueRow[], isHeld: boolean): HeldList {
  if (!isHeld || drawn.rows.length === 0) {
    return { rows: fresh, gone: new Set(), waiting: 0, isStale: false, worstWaiting: null };
  }
  const byKey = new Map(fresh.map((row) => [row.key, row]));
  const rows = drawn.rows.map((row) => byKey.get(row.key) ?? row);
  const kept = new Set(rows.map(({ key }) => key));
  const waiting = fresh.filter(({ key }) => !kept.has(key));
  return {
    rows,
    gone: new Set([...kept].filter((key) => !byKey.has(key))),
    waiting: waiting.length,
    isStale: fresh.length !== rows.length || fresh.some(({ key }, place) => key !== rows[place]?.key),
    worstWaiting: waiting.map(({ priority }) => priority).sort()[0] ?? null,
  };
}

/** A list that shows nothing yet. */
export const emptyList: HeldList = { rows: [], gone: new Set(), waiting: 0, isStale: false, worstWaiting: null };
