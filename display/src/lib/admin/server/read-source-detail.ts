import type pg from 'pg';
import { findSenderKeys } from '#shared/store/find-sender-keys.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { QuarantineGrouped } from '#shared/wire/quarantine.ts';
import type { DayReceipts, ReceiptOwner } from '#shared/wire/receipts.ts';
import { loadCity } from '../../server/load-city.ts';
import { askDoor } from './ask-door.ts';
import { readSources } from './read-sources.ts';
import { toKeyView } from './to-key-view.ts';

/** Receipts of so many days are shown. */
export const shownDays = 14;
const shownKeys = 25;

/** What is known of one source: how it stands, its keys, what became of what it sent; undefined: there is no such source. */
export async function readSourceDetail(pool: pg.Pool, { world, source }: ReceiptOwner, now: Date) {
  const { timeZone } = loadCity().view;
  const to = civilCalendar(timeZone).dayOf(now.getTime());
  const from = new Date(Date.parse(to) - (shownDays - 1) * 86_400_000).toISOString().slice(0, 10);
  const [{ sources }, receipts, refused, { keys }] = await Promise.all([
    readSources(pool, { timeZone, now }, { world, text: source, limit: 100, skip: 0 }),
    askDoor<DayReceipts>('receipts.read', { world, source, range: { from, to } }),
    askDoor<QuarantineGrouped>('quarantine.groups', {}),
    findSenderKeys(pool, { now, state: 'any', text: source, limit: 1_000, skip: 0 }),
  ]);
  const found = sources.find((one) => one.source === source);
  const own = keys.filter((key) => key.source === source && key.world === world);
  if (!found && own.length === 0) return undefined;
  return {
    ...{ world, source, shownDays, receipts, found: found ?? null },
    keys: own.slice(0, shownKeys).map(toKeyView),
    groups: refused?.groups.filter((group) => group.source === source && group.world === world) ?? null,
  };
}

export type SourceDetail = NonNullable<Awaited<ReturnType<typeof readSourceDetail>>>;
