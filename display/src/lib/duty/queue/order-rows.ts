import type { QueueRow } from './queue-row.ts';

/**
 * The queue's order: what is done last; before it by priority, unacknowledged first, then what has waited longest. Exact to
 * the last row, so that two desks show the same.
 */
export function orderRows(rows: readonly QueueRow[]): QueueRow[] {
  return [...rows].sort(
    (a, b) =>
      Number(a.isDone) - Number(b.isDone) ||
      a.priority.localeCompare(b.priority) ||
      Number(b.isUnacknowledged) - Number(a.isUnacknowledged) ||
      a.sinceMs - b.sinceMs ||
      a.key.localeCompare(b.key, 'en', { numeric: true }),
  );
}
