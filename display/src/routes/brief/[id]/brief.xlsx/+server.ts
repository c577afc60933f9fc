import writeWorkbookFile from 'write-excel-file/node';
import { toSheets, type SheetCell } from '#shared/brief/sheets.ts';
import { fileNameOf, readSaid } from '#lib/brief/server/read-said.ts';
import type { RequestHandler } from './$types';

const widest = 60;

/** The tables of a brief as one workbook. Text is told to be text: no spreadsheet takes it for a formula. */
export const GET: RequestHandler = async ({ params, locals }) => {
  const { brief, said } = await readSaid(params.id, locals.language);
  const sheets = toSheets(brief, said).map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row, at) =>
      row.map((cell) => ({ ...toCell(cell), ...(at === 0 && { fontWeight: 'bold' as const }) })),
    ),
    columns: (rows[0] ?? []).map((_, column) => ({ width: widthOf(rows, column) })),
    stickyRowsCount: 1,
  }));
  const bytes = await writeWorkbookFile(sheets).toBuffer();
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="${fileNameOf(brief)}.xlsx"`,
    },
  });
};

function toCell(cell: SheetCell) {
  if (typeof cell === 'number') return { value: cell, type: Number };
  return { value: cell ?? '', type: String };
}

function widthOf(rows: readonly (readonly SheetCell[])[], column: number): number {
  return Math.min(widest, Math.max(10, ...rows.map((row) => String(row[column] ?? '').length + 2)));
}
