import { redirect } from '@sveltejs/kit';
import { queryOf } from '#lib/desk/query-of.ts';
import { readLevel, readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readUnitList } from '#lib/levels/server/read-unit-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = readLevelDesk(event);
  const { world, language, own } = desk;
  if (own !== null) redirect(303, `/unit/${own}${queryOf(language, { world })}`);
  const read = await readLevel(['units', world], (pool) => readUnitList(pool, world));
  return { ...desk, page: read?.value ?? null, reading: read && { at: read.at, isStale: read.isStale } };
};
