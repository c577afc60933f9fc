import type { QueueRow } from './queue/queue-row.ts';

/** What a reader of screens is told when the queue changes: rows that are new and urgent. */
export type News = { readonly urgent: readonly QueueRow[]; readonly high: readonly QueueRow[] };

/** The rows there are, to tell later ones from. */
export function knownOf(rows: readonly QueueRow[]): ReadonlySet<string> {
  return new Set(rows.map(({ key }) => key));
}

/**
 * The rows of P1 and P2 that were not there before and that nobody has; nothing for the first look, which is read by going
 * there. `known` null: the first look.
 */
export function newsOf(rows: readonly QueueRow[], known: ReadonlySet<string> | null): News {
  if (known === null) return { urgent: [], high: [] };
  const fresh = rows.filter((row) => !known.has(row.key) && row.isUnacknowledged && !row.isDone);
  return {
    urgent: fresh.filter(({ priority }) => priority === 'P1'),
    high: fresh.filter(({ priority }) => priority === 'P2'),
  };
}
