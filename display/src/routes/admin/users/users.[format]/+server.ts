import { findAccounts, readAccountFilter } from '#lib/admin/server/find-accounts.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { usersTable } from '#lib/admin/tables/users-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Accounts as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const asked = readAccountFilter(event.url);
  const found = await findAccounts(resources().pool, asked, asOf);
  const filter = `${asked.role} ${asked.text}`.trim();
  return sendAdminTable(event, usersTable(found, event.locals.language), { filter, asOf });
};
