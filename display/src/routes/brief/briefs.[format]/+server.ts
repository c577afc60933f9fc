import { listBriefPeriods } from '#shared/store/brief-periods.ts';
import { listBriefs } from '#shared/store/briefs.ts';
import { briefsTable } from '#lib/brief/briefs-table.ts';
import { mostWorkbookRows, sendTable } from '#lib/export/send-table.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/** The briefs of a world, the newest first, as a file. */
export const GET: RequestHandler = async (event) => {
  const { language, timeZone, world } = readDesk(event);
  const { pool } = resources();
  const [{ rows }, periods] = await Promise.all([
    listBriefs(pool, { world, limit: mostWorkbookRows, skip: 0 }),
    listBriefPeriods(pool),
  ]);
  const nameOf = (id: string): string => periods.find((period) => period.id === id)?.name[language] ?? id;
  return sendTable(briefsTable(rows, { language, nameOf }), {
    ...{ format: event.params.format, url: event.url, language, timeZone, world },
    ...{ filter: '', asOfMs: Date.now(), fileName: `briefs-${loadCity().view.city}` },
  });
};
