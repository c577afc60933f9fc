import { error } from '@sveltejs/kit';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { QuarantineGrouped } from '#shared/wire/quarantine.ts';
import { receiptOwner, type DayReceipts } from '#shared/wire/receipts.ts';
import { findSenderKeys } from '#shared/store/find-sender-keys.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { readSources } from '#lib/admin/server/read-sources.ts';
import { toKeyView } from '#lib/admin/server/to-key-view.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

const shownDays = 14;
const shownKeys = 25;

export const load: PageServerLoad = async ({ params }) => {
  const owner = receiptOwner.safeParse(params);
  if (!owner.success) error(404);
  const { world, source } = owner.data;
  const { pool } = resources();
  const { timeZone } = loadCity().view;
  const now = new Date();
  const { dayOf } = civilCalendar(timeZone);
  const to = dayOf(now.getTime());
  const from = new Date(Date.parse(to) - (shownDays - 1) * 86_400_000).toISOString().slice(0, 10);
  const [{ sources }, receipts, refused, { keys }] = await Promise.all([
    readSources(pool, { timeZone, now }, { world, text: source, limit: 100, skip: 0 }),
    askDoor<DayReceipts>('receipts.read', { world, source, range: { from, to } }),
    askDoor<QuarantineGrouped>('quarantine.groups', {}),
    findSenderKeys(pool, { now, state: 'any', text: source, limit: 1_000, skip: 0 }),
  ]);
  const found = sources.find((one) => one.source === source);
  const own = keys.filter((key) => key.source === source && key.world === world);
  if (!found && own.length === 0) error(404);
  return {
    ...{ world, source, shownDays, receipts, found: found ?? null },
    keys: own.slice(0, shownKeys).map(toKeyView),
    groups: refused?.groups.filter((group) => group.source === source && group.world === world) ?? null,
  };
};
