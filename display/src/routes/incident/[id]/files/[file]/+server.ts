import { error } from '@sveltejs/kit';
import { readAttachment } from '#shared/store/incident-files.ts';
import { readIncident } from '#shared/store/read-incident.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A file of an incident, to be saved: nothing in it is ever run or shown as a page of ours. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { pool } = resources();
  const [incident, id] = [Number(params.id), Number(params.file)];
  if (!Number.isSafeInteger(incident) || !Number.isSafeInteger(id)) error(404);
  const own = ownOf(locals.viewer) ?? undefined;
  const mayRead = own === undefined || (await readIncident(pool, { id: incident, unit: own })) !== undefined;
  const file = mayRead ? await readAttachment(pool, { incident, id }) : undefined;
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
