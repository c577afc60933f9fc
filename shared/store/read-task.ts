import type { TaskFileView, TaskLine } from '../wire/task-commands.ts';
import { findDirective } from './find-directive.ts';
import type { Sql } from './sql.ts';
import { listTaskEntries } from './task-entries.ts';
import { listTaskFiles } from './task-files.ts';
import type { DirectiveRow } from './task-rows.ts';

/** Everything there is of a task. */
export type TaskDetail = {
  readonly task: DirectiveRow;
  readonly timeline: readonly TaskLine[];
  readonly files: readonly TaskFileView[];
};

/** A task by its number; `unit`: only if it is that unit's. */
export async function readTask(
  sql: Sql,
  { id, unit }: { id: number; unit?: string | undefined },
): Promise<TaskDetail | undefined> {
  const task = await findDirective(sql, id);
  if (!task || (unit !== undefined && task.unit !== unit)) return undefined;
  const entries = await listTaskEntries(sql, id);
  const files = await listTaskFiles(sql, id);
  return {
    task,
    timeline: entries.map(({ atMs, ...entry }) => ({ ...entry, at: new Date(atMs).toISOString() })),
    files: files.map(({ id: file, name, type, size, sha256 }) => ({ id: file, name, type, bytes: size, sha256 })),
  };
}
