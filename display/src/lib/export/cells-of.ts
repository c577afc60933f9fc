import { writeTime } from '../admin/write-time.ts';
import type { Cell, Column, Columns } from './table.ts';

/** What a cell of a file holds. */
export type FileCell = string | number | null;

const isInstant = (cell: Cell): cell is Extract<Cell, object> => typeof cell === 'object' && cell !== null;

/** The titles of a file's columns. */
export function titlesOf<Row>(columns: Columns<Row>, localTime: string): string[] {
  return columns.flatMap(({ title, isInstant: isTime }) =>
    isTime === true ? [`${title} (ISO 8601)`, `${title} (${localTime})`] : [title],
  );
}

/** The cells of a row of a file. */
export function cellsOf<Row>(row: Row, columns: Columns<Row>, timeZone: string): FileCell[] {
  return columns.flatMap((column): FileCell[] => {
    const cell = column.cell(row);
    if (column.isInstant !== true) {
      // Its title would be one and its cells two, and every column after it would stand under a wrong title.
      if (isInstant(cell)) throw new Error(`the column ${column.id} holds an instant and does not say isInstant`);
      return [cell];
    }
    return isInstant(cell) ? [new Date(cell.at).toISOString(), writeTime(cell.at, timeZone)] : [cell, null];
  });
}

/** A cell as the page shows it. */
export function textOf<Row>(row: Row, column: Column<Row>, timeZone: string): string {
  if (column.write) return column.write(row);
  const cell = column.cell(row);
  if (cell === null) return '—';
  return isInstant(cell) ? writeTime(cell.at, timeZone) : String(cell);
}
