import { listDrills } from '#shared/store/drills.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { drillsTable } from '#lib/admin/tables/drills-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Every drill as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const rows = await listDrills(resources().pool);
  return sendAdminTable(event, drillsTable(rows, event.locals.language), { asOf });
};
