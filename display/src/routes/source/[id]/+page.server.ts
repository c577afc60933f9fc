import { error } from '@sveltejs/kit';
import { receiptOwner } from '#shared/wire/receipts.ts';
import { eventDays } from '#lib/levels/server/read-events.ts';
import { readLevel, readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readSourcePage } from '#lib/levels/server/read-source-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, url } = event;
  const desk = readLevelDesk(event);
  const owner = receiptOwner.safeParse({ world: desk.world, source: params.id });
  if (!owner.success) error(404);
  const before = url.searchParams.get('before');
  const read = await readLevel(['source', owner.data, before], (pool) => readSourcePage(pool, owner.data, before));
  return {
    ...{ ...desk, eventDays, id: params.id, page: read?.value ?? null },
    reading: read && { at: read.at, isStale: read.isStale },
  };
};
