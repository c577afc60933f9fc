import { error } from '@sveltejs/kit';
import { sendTable } from '#lib/export/send-table.ts';
import type { AnyTable } from '#lib/export/table.ts';
import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { fileContext } from '#lib/levels/server/file-context.ts';
import { readHours } from '#lib/levels/server/page-basics.ts';
import { readUnitPage } from '#lib/levels/server/read-unit-page.ts';
import { assetTable } from '#lib/levels/tables/asset-table.ts';
import { alertTable, incidentTable } from '#lib/levels/tables/duty-tables.ts';
import { eventTable } from '#lib/levels/tables/event-table.ts';
import { kpiTable } from '#lib/levels/tables/kpi-table.ts';
import { seriesTable } from '#lib/levels/tables/series-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A table of a unit's page as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { world, language, timeZone, own } = readLevelDesk(event);
  const query = { hours: readHours(url.searchParams), before: url.searchParams.get('before') };
  const page = await readUnitPage(resources().pool, { world, code: params.code, language, ...query });
  if (!page) error(404);
  const name = language === 'en' ? page.unit.nameEn : page.unit.name;
  const context = fileContext({ language, timeZone, world, own, nameOf: () => name });
  const tables: Readonly<Record<string, () => AnyTable>> = {
    assets: () => assetTable(context, page.assets),
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
    ...{ filter: `${context.words.unit} ${name} (${params.code})`, fileName: `${params.table}-${params.code}` },
  });
};
