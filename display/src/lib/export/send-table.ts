import { error } from '@sveltejs/kit';
import { fill } from '../docs/docs-words.ts';
import { writeTime } from '../admin/write-time.ts';
import { productVersion } from '../server/product-version.ts';
import { wordsOf } from '../words/words.ts';
import type { Language } from '../words/language.ts';
import { exportWords } from './export-words.ts';
import { toCsv } from './to-csv.ts';
import { toWorkbook } from './to-workbook.ts';
import type { AnyTable } from './table.ts';

/** A workbook is made in memory, and slowly: longer tables are to be had as CSV, or by a narrower filter. */
export const mostWorkbookRows = 5_000;

type Asked = {
  readonly format: string;
  readonly url: URL;
  readonly language: Language;
  readonly timeZone: string;
  readonly world: string;
  /** By what it is filtered, in words; '' for nothing. */
  readonly filter: string;
  /** When it was read, of which instant of its world it is. */
  readonly asOfMs: number;
  /** Of the file, without what is said by its format. */
  readonly fileName: string;
};

/** A table as the file that was asked for: `csv` (`separator=;` where that is wished) or `xlsx`. */
export async function sendTable(table: AnyTable, asked: Asked): Promise<Response> {
  const { format, url, language, timeZone, fileName } = asked;
  const words = exportWords[language];
  const about = { lines: aboutLines(table.title, asked), timeZone };
  if (format === 'csv') {
    const separator = url.searchParams.get('separator') === ';' ? ';' : ',';
    return send(
      toCsv(table, { ...about, separator, localTime: words.localTime }),
      'text/csv; charset=utf-8',
      `${fileName}.csv`,
    );
  }
  if (format !== 'xlsx') error(404);
  if (table.rows.length > mostWorkbookRows) error(413, fill(words.tooLong, { n: mostWorkbookRows }));
  const bytes = await toWorkbook(table, about, words.localTime);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return send(bytes, type, `${fileName}.xlsx`);
}

/** What every file says of itself above its columns. */
export function aboutLines(
  title: string,
  { language, timeZone, world, filter, asOfMs }: Pick<Asked, 'language' | 'timeZone' | 'world' | 'filter' | 'asOfMs'>,
): string[] {
  const words = exportWords[language];
  return [
    fill(words.head, { product: wordsOf(language).product, version: productVersion(), title, world }),
    fill(words.filter, { filter: filter === '' ? words.everything : filter }),
    fill(words.asOf, { time: writeTime(asOfMs, timeZone), iso: new Date(asOfMs).toISOString() }),
  ];
}

function send(body: string | Uint8Array<ArrayBuffer>, type: string, name: string): Response {
  return new Response(body, {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  });
}
