import { assetKinds } from '#shared/events/kind.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { readAssetFilter, seenStates } from '#lib/levels/asset-filter.ts';
import { readLevel, readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readAssetList } from '#lib/levels/server/read-asset-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = readLevelDesk(event);
  const { world, own } = desk;
  const filter = readAssetFilter(event.url.searchParams, own);
  const page = readPage(event.url);
  const asked = { world, filter, skip: (page - 1) * pageRows, limit: pageRows, hasStrips: true };
  const read = await readLevel(['assets', asked], (pool) => readAssetList(pool, asked));
  return {
    ...{ ...desk, page, filter, assetKinds, seenStates, listed: read?.value ?? null },
    reading: read && { at: read.at, isStale: read.isStale },
  };
};
