import { listDrills } from '#shared/store/drills.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

/** More drills than a city holds in years. */
const mostDrills = 500;

export const load: PageServerLoad = async ({ url }) => {
  const page = readPage(url);
  const drills = await listDrills(resources().pool, { limit: mostDrills });
  return { page, total: drills.length, drills: drills.slice((page - 1) * pageRows, page * pageRows) };
};
