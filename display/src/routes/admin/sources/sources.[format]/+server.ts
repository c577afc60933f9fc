import { worldName } from '#shared/wire/world.ts';
import { readSources } from '#lib/admin/server/read-sources.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { sourcesTable } from '#lib/admin/tables/sources-table.ts';
import { mostWorkbookRows } from '#lib/export/send-table.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Sources as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const { timeZone } = loadCity().view;
  const now = new Date();
  const world = worldName.safeParse(searchParams.get('world')).data ?? 'live';
  const text = (searchParams.get('find') ?? '').slice(0, 200);
  const asked = { world, text, limit: mostWorkbookRows, skip: 0 };
  const { sources } = await readSources(resources().pool, { timeZone, now }, asked);
  const filter = [world, text].filter((part) => part !== '').join(' ');
  return sendAdminTable(event, sourcesTable(sources, event.locals.language), { filter, asOf: now });
};
