import { ownTryKey } from '#lib/server/own-try-key.ts';
import { reportOnTry } from '#lib/server/report-on-try.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const key = await ownTryKey(locals.viewer, params.kid);
  const { kid, world, source, expiresAt } = key;
  return {
    key: { kid, world, source, expiresAt: expiresAt.toISOString() },
    report: await reportOnTry(key),
  };
};
