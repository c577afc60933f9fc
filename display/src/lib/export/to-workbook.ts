import { runOnThread } from '../server/run-on-thread.ts';
import { cellsOf, titlesOf } from './cells-of.ts';
import type { About, AnyTable } from './table.ts';
import type { SheetDone, SheetTask } from './workbook-worker.ts';

const thread = {
  file: 'display/src/lib/export/workbook-worker.ts',
  memoryMb: 256,
  // The longest table there is takes a few seconds on a busy machine.
  patienceMs: 60_000,
  failed: (fault: string): SheetDone => ({ fault }),
};

/** A table as a workbook of one sheet: codes are text, numbers are numbers. Written on a thread of its own; throws if it cannot be. */
export async function toWorkbook(table: AnyTable, about: About, localTime: string): Promise<Uint8Array<ArrayBuffer>> {
  const { columns, rows, title } = table;
  const task: SheetTask = {
    name: nameOf(title),
    lines: about.lines,
    titles: titlesOf(columns, localTime),
    rows: rows.map((row) => cellsOf(row, columns, about.timeZone)),
  };
  const done = await runOnThread(thread, task);
  if ('fault' in done) throw new Error(`the workbook "${title}" cannot be written: ${done.fault}`);
  return new Uint8Array(done.bytes);
}

/** A sheet's name as Excel allows it. */
function nameOf(title: string): string {
  return title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
