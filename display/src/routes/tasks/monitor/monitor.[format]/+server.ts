import { error } from '@sveltejs/kit';
import { sendTable } from '#lib/export/send-table.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { describeMonitor } from '#lib/tasks/monitor-table.ts';
import { readMonitor } from '#lib/tasks/server/read-monitor.ts';
import { tasksWords } from '#lib/tasks/words/tasks-words.ts';
import type { RequestHandler } from './$types';

/** The monitor of a day or a week as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { language, timeZone, world, period, atMs, counted, offices } = await readMonitor(event);
  if (!counted) error(503);
  const words = tasksWords[language];
  const names = offices?.names ?? {};
  const nameOf = (office: string | null): string => (office === null ? words.noOffice : (names[office] ?? office));
  const table = describeMonitor(counted.rows, { words, nameOf });
  const filter = `${period.first} – ${period.last}`;
  const fileName = `tasks-${loadCity().view.city}-${period.first}`;
  return sendTable(table, { format: params.format, url, language, timeZone, world, filter, asOfMs: atMs, fileName });
};
