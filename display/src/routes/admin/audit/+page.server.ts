import { listAudit } from '#shared/store/list-audit.ts';
import { readAuditFilter, toAuditWish } from '#lib/admin/audit-filter.ts';
import { pageRows } from '#lib/admin/paging.ts';
import { checkAudit } from '#lib/admin/server/audit-check.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { pool } = resources();
  const filter = readAuditFilter(url.searchParams);
  const before = Number(url.searchParams.get('before') ?? '');
  const beforeSeq = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const wish = toAuditWish(filter, loadCity().view.timeZone);
  const [found, chain] = await Promise.all([
    listAudit(pool, { ...wish, beforeSeq, limit: pageRows + 1 }),
    checkAudit(pool, { isNow: false }).catch(() => null),
  ]);
  const rows = found.slice(0, pageRows);
  return {
    filter,
    beforeSeq: beforeSeq ?? null,
    rows,
    older: found.length > pageRows ? rows.at(-1)?.seq : undefined,
    chain,
  };
};

export const actions: Actions = {
  verify: async () => {
    await checkAudit(resources().pool, { isNow: true }).catch(() => undefined);
  },
};
