import { listWorldSizes } from '#shared/store/list-world-sizes.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { worldsTable } from '#lib/admin/tables/worlds-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Worlds as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const filter = (event.url.searchParams.get('find') ?? '').slice(0, 64).toLowerCase();
  const all = await listWorldSizes(resources().pool, asOf);
  const rows = all.filter(({ world }) => world.includes(filter));
  return sendAdminTable(event, worldsTable(rows, event.locals.language), { filter, asOf });
};
