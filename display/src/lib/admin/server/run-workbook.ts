import type { WorkbookDone, WorkbookTask } from '#shared/locality/files/workbook-worker.ts';
import { runOnThread } from '../../server/run-on-thread.ts';

/** Reads or writes a city's workbook, which takes a second or two. Never rejects: what cannot be done is a `fault`. */
export function runWorkbook(task: WorkbookTask): Promise<WorkbookDone> {
  const failed = (fault: string): WorkbookDone => ({ fault });
  return runOnThread(
    { file: 'shared/locality/files/workbook-worker.ts', memoryMb: 512, patienceMs: 60_000, failed },
    task,
  );
}
