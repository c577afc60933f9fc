import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WorkbookDone, WorkbookTask } from '#shared/locality/files/workbook-worker.ts';

// A city's workbook takes a second or two; what takes longer is no city's.
const patienceMs = 60_000;

/** Reads or writes a workbook on a thread of its own. Never rejects: what cannot be done is a `fault`. */
export async function runWorkbook(task: WorkbookTask): Promise<WorkbookDone> {
  // The built pages lie elsewhere than the sources, as do a city's folders: both are found from where the process runs.
  const worker = new Worker(join(process.cwd(), 'shared/locality/files/workbook-worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const { promise, resolve } = Promise.withResolvers<WorkbookDone>();
  worker.once('message', resolve);
  worker.once('error', (error) => {
    resolve({ fault: error instanceof Error ? error.message : String(error) });
  });
  const late = setTimeout(resolve, patienceMs, { fault: 'the workbook is too large' } satisfies WorkbookDone);
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
