import type { RequestEvent } from '@sveltejs/kit';
import { listIncidents } from '#shared/store/list-incidents.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { sendRows } from '../../export/send-rows.ts';
import { readDesk } from '../../people/server/read-desk.ts';
import { loadCity } from '../../server/load-city.ts';
import { resources } from '../../server/resources.ts';
import { incidentColumns } from '../incident-columns.ts';
import { readIncidentAsked, toIncidentFilter } from '../incident-filter.ts';
import { incidentsWords } from '../words/incidents-words.ts';
import { ownOf } from './own-of.ts';

// Rows read from the database at a time.
const portion = 500;

/** Incidents as the page's filter has them, newest first, as a file. */
export async function sendIncidents(event: RequestEvent, format: 'csv' | 'xlsx'): Promise<Response> {
  const { url, locals } = event;
  const { pool } = resources();
  const { world, timeZone, language } = readDesk(event);
  const asked = readIncidentAsked(url.searchParams);
  const filter = toIncidentFilter(asked, { world, own: ownOf(locals.viewer), timeZone });
  const realMs = Date.now();
  const asOfMs = (await readWorldNow(pool, world, realMs)) ?? realMs;
  let skip = 0;
  return sendRows({
    ...{ format, url, language, timeZone, world, asOfMs },
    filter: Object.values(asked)
      .filter((part) => part !== '')
      .join(' '),
    ...{ title: incidentsWords[language].title, fileName: `incidents-${loadCity().view.city}` },
    columns: incidentColumns(language),
    next: async () => {
      const { rows } = await listIncidents(pool, { ...filter, limit: portion, skip });
      skip += portion;
      return rows;
    },
  });
}
