import { parentPort } from 'node:worker_threads';
import writeWorkbookFile from 'write-excel-file/node';
import type { FileCell } from './cells-of.ts';

/** A sheet to be written: what stands above the columns, their titles, and the rows. */
export type SheetTask = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly titles: readonly string[];
  readonly rows: readonly (readonly FileCell[])[];
};

export type SheetDone = { readonly bytes: Uint8Array } | { readonly fault: string };

const widest = 60;

// A workbook of some thousand rows takes a second or more of a processor, in which a page's process would answer nobody.
parentPort?.once('message', (task: SheetTask) => {
  void write(task)
    .catch((error: unknown): SheetDone => ({ fault: error instanceof Error ? error.message : String(error) }))
    .then((done) => parentPort?.postMessage(done));
});

async function write({ name, lines, titles, rows }: SheetTask): Promise<SheetDone> {
  const widthOf = (at: number): number =>
    rows.reduce((most, row) => Math.max(most, String(row[at] ?? '').length + 2), (titles[at]?.length ?? 0) + 2);
  const bytes = await writeWorkbookFile([
    {
      sheet: name,
      data: [
        ...lines.map((line) => [toCell(line)]),
        titles.map((each) => ({ ...toText(each), fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(toCell)),
      ],
      columns: titles.map((_, at) => ({ width: Math.min(widest, widthOf(at)) })),
      stickyRowsCount: lines.length + 1,
    },
  ]).toBuffer();
  return { bytes };
}

/** Codes are text, so that none loses its leading zeros. */
function toText(value: string) {
  return { value, type: String, format: '@' };
}

function toCell(cell: FileCell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : toText(cell);
}
