import { listTargets } from '#shared/store/list-targets.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { targetsTable } from '#lib/admin/tables/targets-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** The ledger of targets as the page's filter has it, as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const filter = event.url.searchParams.get('kpi') ?? '';
  const all = await listTargets(resources().pool);
  const rows = all.filter(({ kpi }) => filter === '' || kpi === filter);
  return sendAdminTable(event, targetsTable(rows, event.locals.language), { filter, asOf });
};
