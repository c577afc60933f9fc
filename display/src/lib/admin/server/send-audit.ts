import type { RequestEvent } from '@sveltejs/kit';
import { listAudit } from '#shared/store/list-audit.ts';
import { sendRows } from '../../export/send-rows.ts';
import { loadCity } from '../../server/load-city.ts';
import { resources } from '../../server/resources.ts';
import { auditColumns } from '../audit-columns.ts';
import { readAuditFilter, toAuditWish } from '../audit-filter.ts';
import { auditWords } from '../words/audit-words.ts';

// Rows read from the database at a time.
const portion = 1_000;

/** The trail as the page's filter has it, newest first, as a file. */
export function sendAudit({ url, locals: { language } }: RequestEvent, format: 'csv' | 'xlsx'): Promise<Response> {
  const { pool } = resources();
  const { timeZone, city } = loadCity().view;
  const filter = readAuditFilter(url.searchParams);
  const wish = toAuditWish(filter, timeZone);
  let beforeSeq: number | undefined;
  return sendRows({
    ...{ format, url, language, timeZone, world: 'live', asOfMs: Date.now(), fileName: `audit-${city}` },
    filter: Object.values(filter)
      .filter((part) => part !== '')
      .join(' '),
    ...{ title: auditWords[language].title, columns: auditColumns(language) },
    next: async () => {
      const rows = await listAudit(pool, { ...wish, beforeSeq, limit: portion });
      beforeSeq = rows.at(-1)?.seq ?? beforeSeq;
      return rows;
    },
  });
}
