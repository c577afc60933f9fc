import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreadStatement, type StatementRead } from '#shared/money/statement/read-lines.ts';
import type { StatementTask } from '#shared/money/statement/statement-worker.ts';

// A month of a city takes a second; what takes longer is no statement.
const patienceMs = 30_000;
const unreadable = unreadStatement('not-xlsx', '');

/** Reads a bank's statement on a thread of its own, which has room for one and no more. Never rejects. */
export async function runStatement(task: StatementTask): Promise<StatementRead> {
  // The built pages lie elsewhere than the sources: both are found from where the process runs.
  const worker = new Worker(join(process.cwd(), 'shared/money/statement/statement-worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  const { promise, resolve } = Promise.withResolvers<StatementRead>();
  worker.once('message', resolve);
  worker.once('error', () => {
    resolve(unreadable);
  });
  const late = setTimeout(resolve, patienceMs, unreadable);
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
