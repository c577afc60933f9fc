import { listClosures } from '#shared/store/list-closures.ts';
import { resources } from '#lib/server/resources.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { readPromises } from '#lib/promises/server/read-league.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const desk = await readPromiseDesk(event);
  const [promises, closures] = await Promise.all([
    readPromises(desk.world),
    listClosures(resources().pool, { world: desk.world, limit: 50 }),
  ]);
  return { ...desk, promises, waiting: closures.filter(({ state }) => state === 'proposed').length };
};
