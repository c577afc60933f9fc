import { readDutyLog, type DutyLogLine } from '#shared/store/read-duty-log.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { csvBom, toCsvLine } from '#lib/admin/to-csv-line.ts';
import { writeTime } from '#lib/admin/write-time.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { readLogSpan } from '#lib/duty/log/log-span.ts';
import { writeLine } from '#lib/duty/log/write-line.ts';
import { dutyWordsOf } from '#lib/duty/words/duty-words.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { RequestHandler } from './$types';

// Lines read from the database at a time; the file is written as it is read, however long it is.
const portion = 1_000;

/** The duty log of a stretch of time for a spreadsheet, newest first. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { pool } = resources();
  const { timeZone, city } = loadCity().view;
  const { language } = locals;
  const world = askedWorld(url, locals.viewer);
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const span = readLogSpan(url.searchParams, nowMs, timeZone);
  const separator = url.searchParams.get('separator') === ';' ? ';' : ',';
  const words = dutyWordsOf(language);
  const head = fill(words.log.head, {
    ...{ product: wordsOf(language).product, world, time: writeTime(Date.now(), timeZone) },
    span: `${span.from.replace('T', ' ')} – ${span.to.replace('T', ' ')}`,
  });
  const { at, real, who, what, about, note } = words.log;
  const titles = ['ISO 8601', at, real, who, what, 'P', about, note, 'incident', 'alert', 'detail'];
  const toLine = (line: DutyLogLine): string => {
    const said = writeLine(line, words, language);
    return toCsvLine(
      [
        ...[line.at, writeTime(line.at, timeZone), line.realAt ?? '', said.who, said.what, line.priority, said.about],
        ...[said.note, String(line.incident ?? ''), String(line.alert ?? ''), JSON.stringify(line.detail)],
      ],
      separator,
    );
  };
  const encoder = new TextEncoder();
  let after: DutyLogLine | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode(csvBom + toCsvLine([head], separator) + toCsvLine(titles, separator)));
    },
    pull: async (controller) => {
      const lines = await readDutyLog(pool, { world, from: span.fromAt, to: span.toAt, limit: portion, after });
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map(toLine).join('')));
      after = lines.at(-1);
      if (lines.length < portion) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="duty-log-${city}.csv"`,
    },
  });
};
