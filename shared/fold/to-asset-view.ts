import { mostDueTimes, type AssetView, type FieldView, type OpenView } from '../wire/push.ts';
import { compareOrigins, type AssetState, type Opener } from './fold-state.ts';

const shownItems = 5;

/** What a screen is shown of an asset: the values known, and of each sort of open item how many and the oldest five. */
export function toAssetView({ asset, unit, seen, pulse, fields, open }: AssetState): AssetView {
  const fieldViews: Record<string, FieldView> = {};
  for (const name of [...fields.keys()].sort()) {
    const field = fields.get(name);
    if (field?.value) fieldViews[name] = { value: field.value, time: field.origin.time };
  }
  const openViews: Record<string, OpenView> = {};
  for (const sort of [...open.keys()].sort()) {
    const items = open.get(sort);
    if (!items) continue;
    const due = items.size > shownItems ? dueTimesOf(items) : [];
    openViews[sort] = { count: items.size, items: oldestOf(items), ...(due.length > 0 && { due }) };
  }
  return { asset, unit, seen: seen.time, pulse: pulse || null, fields: fieldViews, open: openViews };
}

/** The oldest few by insertion into a short sorted list: a site may hold thousands, and this runs on every change. */
function oldestOf(items: ReadonlyMap<string, readonly Opener[]>): OpenView['items'] {
  const oldest: { key: string; opener: Opener }[] = [];
  for (const [key, [opener]] of items) {
    if (!opener) continue;
    const newest = oldest[shownItems - 1];
    if (newest && compareOrigins(opener.origin, newest.opener.origin) >= 0) continue;
    let at = oldest.length;
    while (at > 0 && compareOrigins(opener.origin, oldest[at - 1]?.opener.origin ?? opener.origin) < 0) at--;
    oldest.splice(at, 0, { key, opener });
    oldest.length = Math.min(oldest.length, shownItems);
  }
  return oldest.map(({ key, opener }) => ({ key, since: opener.origin.time, value: opener.value }));
}

/** The earliest due times, each with how many items bear it: what is overdue can be told without the items. */
function dueTimesOf(items: ReadonlyMap<string, readonly Opener[]>): NonNullable<OpenView['due']> {
  const tally = new Map<string, number>();
  for (const [opener] of items.values()) {
    const dueMs = Date.parse(String(opener?.value.dueAt));
    if (Number.isNaN(dueMs)) continue;
    const due = new Date(dueMs).toISOString();
    tally.set(due, (tally.get(due) ?? 0) + 1);
  }
  return [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, mostDueTimes);
}
