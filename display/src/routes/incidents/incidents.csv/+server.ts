import { listIncidents } from '#shared/store/list-incidents.ts';
import type { IncidentView } from '#shared/wire/duty.ts';
import { csvBom, toCsvLine } from '#lib/admin/to-csv-line.ts';
import { writeTime } from '#lib/admin/write-time.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { dutyWordsOf } from '#lib/duty/words/duty-words.ts';
import { readIncidentAsked, toIncidentFilter } from '#lib/incidents/incident-filter.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { incidentsWords } from '#lib/incidents/words/incidents-words.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { wordsOf } from '#lib/words/words.ts';
import type { RequestHandler } from './$types';

// Rows read from the database at a time; the file is written as it is read, however long it is.
const portion = 500;

/** Incidents as the page's filter has them, newest first, for a spreadsheet. */
export const GET: RequestHandler = (event) => {
  const { url, locals } = event;
  const { pool } = resources();
  const { world, timeZone, language } = readDesk(event);
  const own = ownOf(locals.viewer);
  const asked = readIncidentAsked(url.searchParams);
  const filter = toIncidentFilter(asked, { world, own, timeZone });
  const separator = url.searchParams.get('separator') === ';' ? ';' : ',';
  const words = incidentsWords[language];
  const duty = dutyWordsOf(language);
  const said = Object.values(asked).filter((part) => part !== '');
  const head = fill(words.csvHead, {
    ...{ product: wordsOf(language).product, world, time: writeTime(Date.now(), timeZone) },
    filter: said.length === 0 ? words.filter.all : said.join(' '),
  });
  const { columns } = words;
  const titles = [
    ...[columns.number, columns.priority, columns.state, words.exercise, columns.title, columns.cause, columns.where],
    ...['kiosk', words.affected.waitingColumn, columns.owner, `${columns.occurred} (ISO 8601)`, words.localTime],
    ...[columns.detected, columns.due, columns.resolved, columns.alerts, columns.alertsOpen, columns.tasks],
  ];
  const line = (row: IncidentView): string =>
    toCsvLine(
      [
        ...[row.number, row.priority, duty.states[row.state], row.isExercise ? 'x' : '', row.title[language]],
        ...[row.cause?.text[language] ?? '', row.units.join(' '), String(row.affected.kinds?.['kiosk'] ?? 0)],
        ...[row.affected.waiting === null ? '' : String(row.affected.waiting), row.owner ?? '', row.occurredAt],
        ...[writeTime(row.occurredAt, timeZone), row.detectedAt, row.resolveDue ?? '', row.resolvedAt ?? ''],
        ...[row.alerts.all, row.alerts.open, row.openTasks].map(String),
      ],
      separator,
    );
  const encoder = new TextEncoder();
  let skip = 0;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const first = toCsvLine([head], separator) + toCsvLine(titles, separator);
      controller.enqueue(encoder.encode(csvBom + first));
    },
    pull: async (controller) => {
      const { rows } = await listIncidents(pool, { ...filter, limit: portion, skip });
      if (rows.length > 0) controller.enqueue(encoder.encode(rows.map(line).join('')));
      skip += portion;
      if (rows.length < portion) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="incidents-${loadCity().view.city}.csv"`,
    },
  });
};
