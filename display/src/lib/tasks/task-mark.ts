import type { TaskState } from '#shared/tasks/task-moves.ts';
import type { MarkShape } from '../admin/mark-shape.ts';

/** The shape beside a task's state: red where it is late, amber where somebody must decide. */
export function taskMark({
  state,
  isLate,
  isAsked,
}: {
  state: TaskState;
  isLate: boolean;
  isAsked: boolean;
}): MarkShape {
  if (isLate) return 'square';
  return state === 'done' || isAsked ? 'triangle' : 'dot';
}
