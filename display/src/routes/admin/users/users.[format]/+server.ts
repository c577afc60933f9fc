import { roles } from '#shared/access/roles.ts';
import { listAccounts } from '#shared/store/list-accounts.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { usersTable } from '#lib/admin/tables/users-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Accounts as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const { searchParams } = event.url;
  const asOf = new Date();
  const text = (searchParams.get('find') ?? '').slice(0, 64).toLowerCase();
  const role = roles.find((one) => one === searchParams.get('role')) ?? ('' as const);
  const all = await listAccounts(resources().pool, asOf);
  const found = all.filter((one) => one.name.includes(text) && (role === '' || one.role === role));
  return sendAdminTable(event, usersTable(found, event.locals.language), { filter: `${role} ${text}`.trim(), asOf });
};
