import type { Language } from '../words/language.ts';
import { exportWords } from './export-words.ts';
import { aboutLines, mostWorkbookRows, sendTable } from './send-table.ts';
import type { Columns } from './table.ts';
import { csvHead, csvRows } from './to-csv.ts';

/** A list that may be longer than what is read of it at once. */
export type RowsAsked<Row> = {
  readonly format: 'csv' | 'xlsx';
  readonly url: URL;
  readonly language: Language;
  readonly timeZone: string;
  readonly world: string;
  readonly filter: string;
  readonly asOfMs: number;
  readonly fileName: string;
  readonly title: string;
  readonly columns: Columns<Row>;
  /** The next rows, in order; none: that was all. */
  readonly next: () => Promise<readonly Row[]>;
};

/** A list as a file. CSV is written as it is read, however long it is; a workbook holds so many rows at most. */
export async function sendRows<Row>(asked: RowsAsked<Row>): Promise<Response> {
  return asked.format === 'csv' ? sendCsv(asked) : sendWorkbook(asked);
}

async function sendWorkbook<Row>({ title, columns, next, ...asked }: RowsAsked<Row>): Promise<Response> {
  const rows: Row[] = [];
  for (let some = await next(); some.length > 0 && rows.length <= mostWorkbookRows; some = await next()) {
    rows.push(...some);
  }
  return sendTable({ id: 'list', title, columns, rows, keyOf: () => '' }, asked);
}

function sendCsv<Row>({ title, columns, next, ...asked }: RowsAsked<Row>): Response {
  const { url, language, timeZone, fileName } = asked;
  const separator = url.searchParams.get('separator') === ';' ? ';' : ',';
  const lines = [aboutLines(title, asked).join(' · ')];
  const shape = { lines, timeZone, separator, localTime: exportWords[language].localTime } as const;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encoder.encode(csvHead(columns, shape)));
    },
    pull: async (controller) => {
      const rows = await next();
      if (rows.length > 0) controller.enqueue(encoder.encode(csvRows(columns, rows, shape)));
      else controller.close();
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}.csv"`,
    },
  });
}
