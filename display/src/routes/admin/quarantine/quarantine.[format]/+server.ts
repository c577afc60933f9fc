import { error } from '@sveltejs/kit';
import type { QuarantineGrouped } from '#shared/wire/quarantine.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { sendAdminTable } from '#lib/admin/server/send-admin-table.ts';
import { quarantineTable } from '#lib/admin/tables/quarantine-table.ts';
import { commonWords } from '#lib/admin/words/common-words.ts';
import type { RequestHandler } from './$types';

/** What is kept in quarantine, by key and problem, as a file. */
export const GET: RequestHandler = async (event) => {
  const { language } = event.locals;
  const asOf = new Date();
  const grouped = await askDoor<QuarantineGrouped>('quarantine.groups', {});
  if (!grouped) error(503, commonWords[language].list.unavailable);
  return sendAdminTable(event, quarantineTable(grouped.groups, language), { asOf });
};
