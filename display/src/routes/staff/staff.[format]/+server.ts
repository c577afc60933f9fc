import { error } from '@sveltejs/kit';
import { sendTable } from '#lib/export/send-table.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readStaffPage } from '#lib/staff/server/read-staff-page.ts';
import { describeStaff } from '#lib/staff/staff-table.ts';
import { staffWords } from '#lib/staff/words/staff-words.ts';
import type { RequestHandler } from './$types';

/** Staff at the points as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { language, timeZone, world, view, own } = await readStaffPage(event);
  if (!view) error(503);
  const table = describeStaff(view.points, { words: staffWords[language], language });
  const asOfMs = Date.parse(view.asOf);
  const fileName = `staff-${loadCity().view.city}`;
  return sendTable(table, {
    format: params.format,
    url,
    language,
    timeZone,
    world,
    filter: own ?? '',
    asOfMs,
    fileName,
  });
};
