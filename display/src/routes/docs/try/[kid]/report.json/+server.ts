import { ownTryKey } from '#lib/server/own-try-key.ts';
import { reportOnTry } from '#lib/server/report-on-try.ts';
import type { RequestHandler } from './$types';

/** The report of a test key, for the page that shows it. */
export const GET: RequestHandler = async ({ locals, params }) => {
  return Response.json(await reportOnTry(await ownTryKey(locals.viewer, params.kid)));
};
