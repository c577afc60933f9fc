import { isUndone, overdueBy } from '../tasks/task-standing.ts';
import type { TaskAt } from '../tasks/task-at.ts';
import { readTasksAt } from './read-tasks-at.ts';
import type { Sql } from './sql.ts';

/** A task that is late, or due soon. `overdueMs`: by how much it is late; null: it is not yet. */
export type DueTask = Pick<TaskAt, 'id' | 'path' | 'work' | 'product' | 'office' | 'unit' | 'state' | 'grantsMs'> & {
  readonly dueMs: number;
  readonly overdueMs: number | null;
};

/** What is due within three days is due soon. */
const soonMs = 3 * 86_400_000;

/**
 * The tasks of a world (orders and tasks of incidents) that at `atMs` were to be done and were late, due soon or given since
 * `newSinceMs`, the longest overdue first. The same moment asked again gives the same, whatever became of them since.
 */
export async function readDueTasks(sql: Sql, world: string, atMs: number, newSinceMs = atMs): Promise<DueTask[]> {
  const tasks = await readTasksAt(sql, { world, atMs, sinceMs: atMs });
  return tasks
    .flatMap(({ id, path, work, product, office, unit, dueMs, givenMs, state, grantsMs }) => {
      if (dueMs === null || !isUndone(state) || (dueMs > atMs + soonMs && givenMs < newSinceMs)) return [];
      const overdueMs = overdueBy({ state, dueMs }, atMs);
      return [{ ...{ id, path, work, product, office, unit, state, grantsMs }, dueMs, overdueMs }];
    })
    .sort((one, other) => one.dueMs - other.dueMs || one.id.localeCompare(other.id, 'en', { numeric: true }));
}
