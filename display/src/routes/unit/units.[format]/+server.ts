import { sendTable } from '#lib/export/send-table.ts';
import { fileContext } from '#lib/levels/server/file-context.ts';
import { readLevelDesk } from '#lib/levels/server/load-level.ts';
import { readUnitList } from '#lib/levels/server/read-unit-list.ts';
import { unitTable } from '#lib/levels/tables/unit-table.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** Every unit as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { world, language, timeZone, own } = readLevelDesk(event);
  const { rows, nowMs } = await readUnitList(resources().pool, world);
  const context = fileContext({ language, timeZone, world, own, nameOf: (code) => code });
  return sendTable(unitTable(context, rows), {
    ...{ format: params.format, url, language, timeZone, world, asOfMs: nowMs, filter: '', fileName: 'units' },
  });
};
