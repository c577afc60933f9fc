import { csvBom, toCsvLine, type CsvSeparator } from '../admin/to-csv-line.ts';
import { cellsOf, titlesOf } from './cells-of.ts';
import type { About, AnyTable, Columns } from './table.ts';

/** How lines of CSV are written. */
export type CsvShape = About & { readonly separator: CsvSeparator; readonly localTime: string };

/** A table as CSV: UTF-8 with its mark, what it is above the columns, nothing in it that a spreadsheet would run. */
export function toCsv({ columns, rows }: AnyTable, shape: CsvShape): string {
  return csvHead(columns, shape) + csvRows(columns, rows, shape);
}

/** What stands above the rows. */
export function csvHead<Row>(columns: Columns<Row>, { lines, separator, localTime }: CsvShape): string {
  const about = lines.map((line) => toCsvLine([line], separator));
  return [csvBom, ...about, toCsvLine(titlesOf(columns, localTime), separator)].join('');
}

/** Some rows. */
export function csvRows<Row>(columns: Columns<Row>, rows: readonly Row[], { separator, timeZone }: CsvShape): string {
  return rows
    .map((row) =>
      toCsvLine(
        cellsOf(row, columns, timeZone).map((cell) => cell ?? ''),
        separator,
      ),
    )
    .join('');
}
