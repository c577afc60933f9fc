import type { TaskListed } from '#shared/store/list-tasks.ts';
import { incidentTaskPath } from '#shared/tasks/task-number.ts';

/**
 * Where an account of a unit reads a task of its own and answers it. A task of an incident has a page of its own for that: the
 * incident may be another unit's.
 */
export function ownPath({ number, path }: Pick<TaskListed, 'number' | 'path'>): string {
  const [, id] = /^SC-\d+\.(\d+)$/.exec(number) ?? [];
  return id === undefined ? path : incidentTaskPath(Number(id));
}
