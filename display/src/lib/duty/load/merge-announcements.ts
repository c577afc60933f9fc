import type { AnnouncementRow } from '#shared/store/read-announcements.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import type { Announcement } from './budget.ts';

/** What was announced lately, each alert once: as it was read from the database, and what the feed has told since. */
export function mergeAnnouncements(read: readonly AnnouncementRow[], live: Iterable<AlertView>): Announcement[] {
  const byId = new Map<number, Announcement>();
  for (const { id, priority, at } of read) byId.set(id, { priority, atMs: Date.parse(at) });
  for (const { id, priority, openedAt, suppression, silencing } of live) {
    if (byId.has(id) || suppression.why !== 'none' || silencing !== null) continue;
    byId.set(id, { priority, atMs: Date.parse(openedAt) });
  }
  return [...byId.values()];
}
