import { readRules } from '#lib/admin/server/read-rules.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { rulesTable } from '#lib/admin/tables/rules-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** The rules of the city as a file. */
export const GET: RequestHandler = async (event) => {
  const { language } = event.locals;
  const asOf = new Date();
  return sendAdminTable(event, rulesTable(await readRules(resources().pool, language), language), { asOf });
};
