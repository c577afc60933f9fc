import type { QuarantineGrouped } from '#shared/wire/quarantine.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const page = readPage(url);
  const grouped = await askDoor<QuarantineGrouped>('quarantine.groups', {});
  return {
    page,
    kept: grouped?.total ?? null,
    total: grouped?.groups.length ?? 0,
    groups: (grouped?.groups ?? []).slice((page - 1) * pageRows, page * pageRows),
  };
};
