import { civilCalendar } from '#shared/time/civil-day.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import type { DayReceipts } from '#shared/wire/receipts.ts';
import { worldName } from '#shared/wire/world.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { readSources } from '#lib/admin/server/read-sources.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { pool } = resources();
  const { timeZone } = loadCity().view;
  const now = new Date();
  const page = readPage(url);
  const world = worldName.safeParse(url.searchParams.get('world')).data ?? 'live';
  const text = (url.searchParams.get('find') ?? '').slice(0, 200);
  const [found, worlds] = await Promise.all([
    readSources(pool, { timeZone, now }, { world, text, limit: pageRows, skip: (page - 1) * pageRows }),
    listWorlds(pool),
  ]);
  const today = civilCalendar(timeZone).dayOf(now.getTime());
  return {
    ...{ page, world, text, ...found },
    worlds: ['live', ...worlds.map((one) => one.world)],
    // Gaps take long to look for: they come after the page.
    missing: findMissing(found.sources, today),
  };
};

/** How many numbers are missing today, by source; null where it cannot be told. Never rejects. */
async function findMissing(
  sources: readonly { world: string; source: string }[],
  today: string,
): Promise<Readonly<Record<string, number | null>>> {
  const missing: Record<string, number | null> = {};
  for (const { world, source } of sources) {
    const asked = { world, source, range: { from: today, to: today } };
    missing[source] = (await askDoor<DayReceipts>('receipts.read', asked))?.gaps.missing ?? null;
  }
  return missing;
}
