import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { RecentEvent } from '#shared/wire/push.ts';

/** How many are kept of each world. */
export const recentKept = 50;

/** An event with the place in the log it came at. `key` is its identity. */
export type RecentEntry = { readonly seq: number; readonly key: string; readonly event: RecentEvent };

/**
 * Puts a frame's events of a world at the end of its list, oldest first, and lets the oldest go. A repeat is not news.
 * Looks at no more events than are kept.
 */
export function keepRecent(list: RecentEntry[], seq: number, events: readonly AcceptedEvent[]): void {
  const known = new Set(list.map(({ key }) => key));
  const fresh: RecentEntry[] = [];
  for (let at = events.length - 1; at >= 0 && fresh.length < recentKept; at--) {
    const event = events[at];
    if (!event) break;
    const { type, time, asset, unit } = event;
    const key = `${event.source}\n${event.id}`;
    if (known.has(key)) continue;
    known.add(key);
    fresh.push({ seq, key, event: { type, time, asset, unit } });
  }
  list.push(...fresh.reverse());
  list.splice(0, list.length - recentKept);
}

/** The events that came after place `seq` in the log, newest first. */
export function recentSince(list: readonly RecentEntry[], seq: number): RecentEvent[] {
  return list
    .filter((entry) => entry.seq > seq)
    .map((entry) => entry.event)
    .reverse();
}
