import { error } from '@sveltejs/kit';
import { mostWorkbookRows, sendTable } from '#lib/export/send-table.ts';
import { createFormat } from '#lib/format/create-format.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readTaskList } from '#lib/tasks/server/read-task-list.ts';
import { describeTasks } from '#lib/tasks/task-table.ts';
import { tasksWords } from '#lib/tasks/words/tasks-words.ts';
import type { RequestHandler } from './$types';

/** The tasks that the page's filter has, in the same order. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const read = await readTaskList(event, { limit: mostWorkbookRows, skip: 0 });
  const { language, timeZone, world, nowMs, listed, asked, offices } = read;
  if (!listed) error(503);
  const words = tasksWords[language];
  const format = createFormat(language, timeZone);
  const table = describeTasks(listed.rows, { words, format, names: offices?.names ?? {}, nowMs });
  const filter = Object.values(asked)
    .filter((part) => part !== '')
    .join(' ');
  const fileName = `tasks-${loadCity().view.city}`;
  return sendTable(table, { format: params.format, url, language, timeZone, world, filter, asOfMs: nowMs, fileName });
};
