import { pageRows, readPage } from '#lib/admin/paging.ts';
import { readTaskList } from '#lib/tasks/server/read-task-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const page = readPage(event.url);
  return { page, ...(await readTaskList(event, { limit: pageRows, skip: (page - 1) * pageRows })) };
};
