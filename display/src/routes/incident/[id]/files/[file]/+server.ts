import { error } from '@sveltejs/kit';
import { readAttachment } from '#shared/store/incident-files.ts';
import { readIncident } from '#shared/store/read-incident.ts';
import { sendFile } from '#lib/export/send-file.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A file of an incident. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { pool } = resources();
  const [incident, id] = [Number(params.id), Number(params.file)];
  if (!Number.isSafeInteger(incident) || !Number.isSafeInteger(id)) error(404);
  const own = ownOf(locals.viewer) ?? undefined;
  const mayRead = own === undefined || (await readIncident(pool, { id: incident, unit: own })) !== undefined;
  const file = mayRead ? await readAttachment(pool, { incident, id }) : undefined;
  if (!file) error(404);
  return sendFile(file);
};
