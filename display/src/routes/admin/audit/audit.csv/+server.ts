import { listAudit, type AuditRow } from '#shared/store/list-audit.ts';
import { readAuditFilter, toAuditWish } from '#lib/admin/audit-filter.ts';
import { csvBom, toCsvLine } from '#lib/admin/to-csv-line.ts';
import { auditWords } from '#lib/admin/words/audit-words.ts';
import { commonWords } from '#lib/admin/words/common-words.ts';
import { writeTime } from '#lib/admin/write-time.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { RequestHandler } from './$types';

// Rows read from the database at a time; the file is written as it is read, however long it is.
const portion = 1_000;

/** The trail as the page's filter has it, newest first, for a spreadsheet. */
export const GET: RequestHandler = ({ url, locals }) => {
  const { pool } = resources();
  const { timeZone, city } = loadCity().view;
  const filter = readAuditFilter(url.searchParams);
  const wish = toAuditWish(filter, timeZone);
  const separator = url.searchParams.get('separator') === ';' ? ';' : ',';
  const words = auditWords[locals.language];
  const said = Object.values(filter).filter((part) => part !== '');
  const head = fill(words.csvHead, {
    product: wordsOf(locals.language).product,
    filter: said.length === 0 ? commonWords[locals.language].list.all : said.join(' '),
    time: writeTime(Date.now(), timeZone),
  });
  const titles = [words.seq, 'ISO 8601', words.localTime, words.actor, words.verb, words.subject, words.reason];
  const line = ({ seq, at, actor, verb, subject, reason, detail, hash }: AuditRow): string =>
    toCsvLine(
      [
        ...[String(seq), at, writeTime(at, timeZone), actor, verb, subject, reason ?? ''],
        ...[JSON.stringify(detail), hash ?? ''],
      ],
      separator,
    );
  const encoder = new TextEncoder();
  let beforeSeq: number | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const first = toCsvLine([head], separator) + toCsvLine([...titles, words.detail, words.hash], separator);
      controller.enqueue(encoder.encode(csvBom + first));
    },
    pull: async (controller) => {
      const rows = await listAudit(pool, { ...wish, beforeSeq, limit: portion });
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(line).join('')));
      beforeSeq = rows.at(-1)?.seq;
      if (rows.length < portion) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="audit-${city}.csv"`,
    },
  });
};
