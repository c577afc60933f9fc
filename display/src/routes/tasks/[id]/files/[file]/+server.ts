import { error } from '@sveltejs/kit';
import { readTask } from '#shared/store/read-task.ts';
import { readTaskFile } from '#shared/store/task-files.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A file that shows a task done, to be saved: nothing in it is ever run or shown as a page of ours. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { pool } = resources();
  const [task, id] = [Number(params.id), Number(params.file)];
  if (!Number.isSafeInteger(task) || !Number.isSafeInteger(id)) error(404);
  const own = ownOf(locals.viewer) ?? undefined;
  const mayRead = own === undefined || (await readTask(pool, { id: task, unit: own })) !== undefined;
  const file = mayRead ? await readTaskFile(pool, { task, id }) : undefined;
  if (!file) error(404);
  const plain = file.name.replaceAll(/[^\w.-]/g, '_');
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.type.startsWith('text/') ? `${file.type}; charset=utf-8` : file.type,
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
};
