import type { KeyUses } from '#shared/wire/key-uses.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { readKeyFilter, readKeys } from '#lib/admin/server/read-keys.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { keysTable } from '#lib/admin/tables/keys-table.ts';
import { keysWords } from '#lib/admin/words/keys-words.ts';
import { mostWorkbookRows } from '#lib/export/send-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Keys as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const { url, locals } = event;
  const asOf = new Date();
  const asked = readKeyFilter(url);
  const [{ keys }, uses] = await Promise.all([
    readKeys(resources().pool, { ...asked, limit: mostWorkbookRows, skip: 0 }, asOf),
    askDoor<KeyUses>('key.uses', {}, locals.viewer),
  ]);
  const { language } = locals;
  const filter = [keysWords[language].filters[asked.show], asked.text].filter((part) => part !== '').join(', ');
  return sendAdminTable(event, keysTable(keys, { language, uses, nowMs: asOf.getTime() }), { filter, asOf });
};
