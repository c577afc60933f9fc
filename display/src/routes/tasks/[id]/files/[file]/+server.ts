import { error } from '@sveltejs/kit';
import { readTask } from '#shared/store/read-task.ts';
import { readTaskFile } from '#shared/store/task-files.ts';
import { sendFile } from '#lib/export/send-file.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A file that shows a task done. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { pool } = resources();
  const [task, id] = [Number(params.id), Number(params.file)];
  if (!Number.isSafeInteger(task) || !Number.isSafeInteger(id)) error(404);
  const own = ownOf(locals.viewer) ?? undefined;
  const mayRead = own === undefined || (await readTask(pool, { id: task, unit: own })) !== undefined;
  const file = mayRead ? await readTaskFile(pool, { task, id }) : undefined;
  if (!file) error(404);
  return sendFile(file);
};
