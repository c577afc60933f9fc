import { readAttention } from '#lib/admin/server/read-attention.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
  const { pool, gatherHealth } = resources();
  const { timeZone } = loadCity().view;
  return { attention: await readAttention({ sql: pool, now: new Date(), timeZone, gatherHealth }) };
};
