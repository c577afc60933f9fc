import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { RecentEvent } from '#shared/wire/push.ts';

/** How many are kept of each world. */
export const recentKept = 50;

/** An event with the place in the log it came at. `key` is its identity. */
export type RecentEntry = { readonly seq: number; readonly key: string; readonly event: RecentEvent };

/** Puts an event at the end of a world's list, oldest first, and lets the oldest go. A repeat is not news. */
export function keepRecent(list: RecentEntry[], seq: number, event: AcceptedEvent): void {
  const key = `${event.source}\n${event.id}`;
  if (list.some((entry) => entry.key === key)) return;
  const { type, time, asset, unit } = event;
  list.push({ seq, key, event: { type, time, asset, unit } });
  if (list.length > recentKept) list.shift();
}

/** The events that came after place `seq` in the log, newest first. */
export function recentSince(list: readonly RecentEntry[], seq: number): RecentEvent[] {
  return list
    .filter((entry) => entry.seq > seq)
    .map((entry) => entry.event)
    .reverse();
}
