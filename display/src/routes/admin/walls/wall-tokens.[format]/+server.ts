import { listWallTokens } from '#shared/store/list-wall-tokens.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { wallTokensTable } from '#lib/admin/tables/wall-tokens-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Every wall token, without its secret, as a file. */
export const GET: RequestHandler = async (event) => {
  const asOf = new Date();
  const rows = await listWallTokens(resources().pool);
  return sendAdminTable(event, wallTokensTable(rows, event.locals.language), { asOf });
};
