import { beginTask, moveTask, type Mover } from './move-task.ts';
import type { TaskMove } from './task-moves.ts';
import type { TaskStanding } from './task-standing.ts';

/** A move that was made, as it is kept. */
export type TaskEntry = Mover & { readonly id: number; readonly detail: TaskMove };

/**
 * How a task stood at an instant, by its entries in order; undefined: it was not given yet. An entry that its state does not
 * allow was written by nobody of ours, and is an error.
 */
export function foldTask(entries: readonly TaskEntry[], atMs = Number.POSITIVE_INFINITY): TaskStanding | undefined {
  let task: TaskStanding | undefined;
  for (const { id, by, atMs: entryMs, detail } of entries) {
    if (entryMs > atMs) break;
    const mover = { by, atMs: entryMs };
    if (!task) {
      if (detail.move !== 'issue') throw new Error(`task entry ${id}: a task begins with issue, not ${detail.move}`);
      task = beginTask(detail.dueMs, mover);
      continue;
    }
    const moved = moveTask(task, detail, mover);
    if ('fault' in moved) throw new Error(`task entry ${id}: ${detail.move} of a task that is ${task.state}`);
    ({ task } = moved);
  }
  return task;
}
