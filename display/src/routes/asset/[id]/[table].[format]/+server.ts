import { error } from '@sveltejs/kit';
import { authorize } from '#shared/access/authorize.ts';
import { sendTable } from '#lib/export/send-table.ts';
import type { AnyTable } from '#lib/export/table.ts';
import { spansOf } from '#lib/levels/beat-strip.ts';
import { fileContext } from '#lib/levels/server/file-context.ts';
import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readHours } from '#lib/levels/server/page-basics.ts';
import { readAssetPage } from '#lib/levels/server/read-asset-page.ts';
import { beatTable } from '#lib/levels/tables/beat-table.ts';
import { alertTable, incidentTable } from '#lib/levels/tables/duty-tables.ts';
import { eventTable } from '#lib/levels/tables/event-table.ts';
import { kpiTable } from '#lib/levels/tables/kpi-table.ts';
import { seriesTable } from '#lib/levels/tables/series-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A table of an asset's page as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url, locals } = event;
  const { world, language, timeZone, own } = readLevelDesk(event);
  const query = { hours: readHours(url.searchParams), before: url.searchParams.get('before') };
  const page = await readAssetPage(resources().pool, { world, id: params.id, language, ...query });
  if (!page) error(404);
  const { unit } = page.asset;
  if (!authorize(locals.viewer, 'unit.see', { unit }).allowed) error(403);
  const context = fileContext({ language, timeZone, world, own, nameOf: (code) => code });
  const tables: Readonly<Record<string, () => AnyTable>> = {
    strip: () => beatTable(context, spansOf(page.strip)),
    incidents: () => incidentTable(context, page.incidents),
    alerts: () => alertTable(context, page.alerts),
    kpis: () => kpiTable(context, page.kpis),
    series: () => seriesTable(context, page.series),
    events: () => eventTable(context, page.events.lines),
  };
  const table = Object.hasOwn(tables, params.table) ? tables[params.table]?.() : undefined;
  if (!table) error(404);
  return sendTable(table, {
    ...{ format: params.format, url, language, timeZone, world, asOfMs: page.nowMs },
    ...{ filter: `${context.words.asset} ${params.id}`, fileName: `${params.table}-${params.id}` },
  });
};
