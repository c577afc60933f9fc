import { parentPort } from 'node:worker_threads';
import { checkPack } from '../check-pack.ts';
import type { Pack } from '../pack.ts';
import type { PackFiles } from '../pack-files.ts';
import type { PackProblem } from '../pack-problem.ts';
import { readWorkbook, writeWorkbook } from './workbook.ts';

/** A workbook to be read and checked, or a pack to be written as one. */
export type WorkbookTask =
  { readonly task: 'read'; readonly bytes: Uint8Array } | { readonly task: 'write'; readonly pack: Pack };

/** `files` are what a checked workbook held; `fault`: it is no workbook at all. */
export type WorkbookDone =
  | { readonly files: PackFiles; readonly city: string }
  | { readonly problems: readonly PackProblem[] }
  | { readonly bytes: Uint8Array }
  | { readonly fault: string };

// A workbook takes a second of a processor, in which a page's process would answer nobody: it is done on a thread.
parentPort?.once('message', (task: WorkbookTask) => {
  void work(task)
    .catch((error: unknown): WorkbookDone => ({ fault: error instanceof Error ? error.message : String(error) }))
    .then((done) => parentPort?.postMessage(done));
});

async function work(task: WorkbookTask): Promise<WorkbookDone> {
  if (task.task === 'write') return { bytes: await writeWorkbook(task.pack) };
  const files = await readWorkbook(Buffer.from(task.bytes));
  const checked = checkPack(files);
  return 'pack' in checked ? { files, city: checked.pack.code } : checked;
}
