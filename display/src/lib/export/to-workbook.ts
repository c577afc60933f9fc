import writeWorkbookFile from 'write-excel-file/node';
import { cellsOf, titlesOf, type FileCell } from './cells-of.ts';
import type { About, AnyTable } from './table.ts';

const widest = 60;

/** A table as a workbook of one sheet: codes are text, so that none loses its leading zeros; numbers are numbers. */
export async function toWorkbook(table: AnyTable, { lines, timeZone }: About, localTime: string): Promise<Buffer> {
  const { columns, rows, title } = table;
  const titles = titlesOf(columns, localTime);
  const cells = rows.map((row) => cellsOf(row, columns, timeZone));
  const widthOf = (at: number): number =>
    Math.min(widest, Math.max(8, ...[titles, ...cells].map((line) => String(line[at] ?? '').length + 2)));
  return writeWorkbookFile([
    {
      sheet: nameOf(title),
      data: [
        ...lines.map((line) => [toCell(line)]),
        titles.map((each) => ({ ...toText(each), fontWeight: 'bold' as const })),
        ...cells.map((line) => line.map(toCell)),
      ],
      columns: titles.map((_, at) => ({ width: widthOf(at) })),
      stickyRowsCount: lines.length + 1,
    },
  ]).toBuffer();
}

function toText(value: string) {
  return { value, type: String, format: '@' };
}

function toCell(cell: FileCell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : toText(cell);
}

/** A sheet's name as Excel allows it. */
function nameOf(title: string): string {
  return title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
