import { listExclusionViews, readExclusionState } from '#lib/admin/server/list-exclusion-views.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { exclusionsTable } from '#lib/admin/tables/exclusions-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Exclusions as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const state = readExclusionState(event.url.searchParams.get('state'));
  const rows = await listExclusionViews(resources().pool, state);
  return sendAdminTable(event, exclusionsTable(rows, event.locals.language), { filter: state ?? '', asOf });
};
