import { error } from '@sveltejs/kit';
import { sendTable } from '#lib/export/send-table.ts';
import { maintenanceTable } from '#lib/maintenance/maintenance-table.ts';
import { maintenanceWords } from '#lib/maintenance/maintenance-words.ts';
import { readWindows } from '#lib/maintenance/server/read-windows.ts';
import { loadCity } from '#lib/server/load-city.ts';
import type { RequestHandler } from './$types';

/** Maintenance windows as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const { language } = event.locals;
  const { rows, units, nowMs, world, state, isAway } = await readWindows(event);
  if (isAway) error(503);
  const words = maintenanceWords[language];
  const { timeZone, city } = loadCity().view;
  return sendTable(maintenanceTable(rows, { language, units, nowMs }), {
    ...{ format: event.params.format, url: event.url, language, timeZone, world },
    ...{ filter: state === null ? '' : words.states[state], asOfMs: nowMs, fileName: `${words.file}-${city}` },
  });
};
