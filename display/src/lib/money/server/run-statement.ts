import { unreadStatement, type StatementRead } from '#shared/money/statement/read-lines.ts';
import type { StatementTask } from '#shared/money/statement/statement-worker.ts';
import { runOnThread } from '../../server/run-on-thread.ts';

/** Reads a bank's statement: a month of a city takes a second. Never rejects. */
export function runStatement(task: StatementTask): Promise<StatementRead> {
  const failed = (): StatementRead => unreadStatement('not-xlsx', '');
  return runOnThread(
    { file: 'shared/money/statement/statement-worker.ts', memoryMb: 384, patienceMs: 30_000, failed },
    task,
  );
}
