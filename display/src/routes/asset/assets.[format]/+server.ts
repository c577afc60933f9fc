import { mostWorkbookRows, sendTable } from '#lib/export/send-table.ts';
import { readAssetFilter } from '#lib/levels/asset-filter.ts';
import { fileContext } from '#lib/levels/server/file-context.ts';
import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readAssetList } from '#lib/levels/server/read-asset-list.ts';
import { assetTable } from '#lib/levels/tables/asset-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

const mostRows = { csv: 100_000, xlsx: mostWorkbookRows + 1 } as const;

/** Assets as the page's filter has them, as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { world, language, timeZone, own } = readLevelDesk(event);
  const filter = readAssetFilter(url.searchParams, own);
  const limit = params.format === 'csv' ? mostRows.csv : mostRows.xlsx;
  const list = await readAssetList(resources().pool, { world, filter, skip: 0, limit, hasStrips: false });
  const names = new Map(list.units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]));
  const context = fileContext({ language, timeZone, world, own, nameOf: (code) => names.get(code) ?? code });
  const said = Object.values(filter).filter((part) => part !== '');
  return sendTable(assetTable(context, list.rows, { withUnit: true }), {
    ...{ format: params.format, url, language, timeZone, world, asOfMs: list.nowMs },
    ...{ filter: said.join(' '), fileName: 'assets' },
  });
};
