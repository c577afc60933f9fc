import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { cellsOf, titlesOf } from './cells-of.ts';
import type { About, AnyTable } from './table.ts';
import type { SheetDone, SheetTask } from './workbook-worker.ts';

// The longest table there is takes a few seconds on a busy machine.
const patienceMs = 60_000;

/** A table as a workbook of one sheet: codes are text, numbers are numbers. Written on a thread of its own; throws if it cannot be. */
export async function toWorkbook(table: AnyTable, about: About, localTime: string): Promise<Uint8Array<ArrayBuffer>> {
  const { columns, rows, title } = table;
  const done = await runWorker({
    name: nameOf(title),
    lines: about.lines,
    titles: titlesOf(columns, localTime),
    rows: rows.map((row) => cellsOf(row, columns, about.timeZone)),
  });
  if ('fault' in done) throw new Error(`the workbook "${title}" cannot be written: ${done.fault}`);
  return new Uint8Array(done.bytes);
}

async function runWorker(task: SheetTask): Promise<SheetDone> {
  // The built pages lie elsewhere than the sources: the worker is found from where the process runs.
  const worker = new Worker(join(process.cwd(), 'display/src/lib/export/workbook-worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  const { promise, resolve } = Promise.withResolvers<SheetDone>();
  worker.once('message', resolve);
  worker.once('error', (error) => {
    resolve({ fault: error instanceof Error ? error.message : String(error) });
  });
  const late = setTimeout(resolve, patienceMs, { fault: 'it takes too long' } satisfies SheetDone);
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}

/** A sheet's name as Excel allows it. */
function nameOf(title: string): string {
  return title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}
