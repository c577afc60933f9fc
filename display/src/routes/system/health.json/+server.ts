import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** How every process is now, as `SystemReport`. */
export const GET: RequestHandler = async () => {
  const report = await resources().gatherHealth();
  return Response.json(report, { headers: { 'cache-control': 'no-store' } });
};
