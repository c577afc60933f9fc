import type { Priority } from '#shared/wire/duty.ts';
import type { QueueRow } from './queue/queue-row.ts';

/** What a reader of screens is told when the queue changes: rows that call anew and are urgent. */
export type News = { readonly urgent: readonly QueueRow[]; readonly high: readonly QueueRow[] };

/** What calls for somebody: at which priority, and since when, where it was raised. */
export type Calling = ReadonlyMap<string, { readonly priority: Priority; readonly raisedAt: string | null }>;

/** What calls in the queue now, to tell later calls from. */
export function callingOf(rows: readonly QueueRow[]): Calling {
  const calling = rows.filter((row) => row.isUnacknowledged && !row.isDone);
  return new Map(
    calling.map(({ key, callsAt, incident }) => [key, { priority: callsAt, raisedAt: incident?.raisedAt ?? null }]),
  );
}

/**
 * The rows of P1 and P2 that nobody has and that did not call before, or less gravely; nothing for the first look, which is
 * read by going there. `before` null: the first look.
 */
export function newsOf(rows: readonly QueueRow[], before: Calling | null): News {
  if (before === null) return { urgent: [], high: [] };
  const calling = callingOf(rows);
  const fresh = rows.filter(({ key }) => {
    const [now, was] = [calling.get(key), before.get(key)];
    return now !== undefined && (was === undefined || now.priority < was.priority || now.raisedAt !== was.raisedAt);
  });
  return {
    urgent: fresh.filter(({ callsAt }) => callsAt === 'P1'),
    high: fresh.filter(({ callsAt }) => callsAt === 'P2'),
  };
}
