import { error } from '@sveltejs/kit';
import { receiptOwner } from '#shared/wire/receipts.ts';
import { sendTable } from '#lib/export/send-table.ts';
import type { AnyTable } from '#lib/export/table.ts';
import { fileContext } from '#lib/levels/server/file-context.ts';
import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readSourcePage } from '#lib/levels/server/read-source-page.ts';
import { assetTable } from '#lib/levels/tables/asset-table.ts';
import { eventTable } from '#lib/levels/tables/event-table.ts';
import { seriesTable } from '#lib/levels/tables/series-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** A table of a source's page as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { world, language, timeZone, own } = readLevelDesk(event);
  const owner = receiptOwner.safeParse({ world, source: params.id });
  if (!owner.success) error(404);
  const page = await readSourcePage(resources().pool, owner.data, url.searchParams.get('before'));
  if (!page) error(404);
  const names = new Map(page.units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]));
  const context = fileContext({ language, timeZone, world, own, nameOf: (code) => names.get(code) ?? code });
  const tables: Readonly<Record<string, () => AnyTable>> = {
    assets: () => assetTable(context, page.assets, { withUnit: true }),
    series: () => seriesTable(context, page.series ?? []),
    events: () => eventTable(context, page.events.lines),
  };
  const table = Object.hasOwn(tables, params.table) ? tables[params.table]?.() : undefined;
  if (!table) error(404);
  return sendTable(table, {
    ...{ format: params.format, url, language, timeZone, world, asOfMs: page.nowMs },
    ...{ filter: `${context.words.source} ${params.id}`, fileName: `source-${params.table}` },
  });
};
