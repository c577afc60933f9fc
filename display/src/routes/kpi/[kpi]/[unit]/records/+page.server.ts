import { pageRows, readPage } from '#lib/admin/paging.ts';
import { readSpan } from '#lib/promises/asked-span.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { kpiOf } from '#lib/promises/server/read-league.ts';
import { eventDays, findRecords } from '#lib/promises/server/record-filter.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const kpi = kpiOf(event.params.kpi);
  const { unit } = event.params;
  const desk = await readPromiseDesk(event);
  const page = readPage(event.url);
  const asked = { world: desk.world, kpi, unit, skip: (page - 1) * pageRows, limit: pageRows };
  const found = await findRecords(event.url, asked);
  return { ...desk, kpi, unit, page, found, eventDays, span: readSpan(event.url.searchParams) };
};
