import { answers, taskTransitions, type TaskMove, type TaskMoveName } from './task-moves.ts';
import type { TaskStanding } from './task-standing.ts';

/** Who moves a task, and the world's time. */
export type Mover = { readonly by: string; readonly atMs: number };

/**
 * Why a task does not move: its state does not allow it; nobody asked for more time, or somebody has already; a later day
 * must be asked for; somebody may not decide on what they themselves reported or asked for.
 */
export type MoveFault = 'state' | 'not-asked' | 'asked-already' | 'not-later' | 'own-report';

/** A task as it begins. */
export function beginTask(dueMs: number, { by, atMs }: Mover): TaskStanding {
  return {
    ...{ state: 'issued', givenBy: by, givenMs: atMs, firstDueMs: dueMs, dueMs, deliveredMs: null, read: null },
    ...{ asked: null, extensions: 0, done: null, returns: 0, settledMs: null },
  };
}

/** A task after a move, or why it is not made. */
export function moveTask(
  task: TaskStanding,
  move: TaskMove,
  mover: Mover,
): { readonly task: TaskStanding } | { readonly fault: MoveFault } {
  const state = taskTransitions[task.state][move.move];
  if (state === undefined) return { fault: 'state' };
  const fault = faultOf(task, move, mover);
  if (fault !== undefined) return { fault };
  const isAnswer = (answers as readonly TaskMoveName[]).includes(move.move);
  // Whoever answers has read it, pressed or not.
  const read = task.read ?? (isAnswer ? mover : null);
  return { task: { ...task, state, read, ...changedBy(task, move, mover) } };
}

// eslint-disable-next-line complexity -- one case for each move there is
function faultOf({ asked, done, dueMs }: TaskStanding, move: TaskMove, { by }: Mover): MoveFault | undefined {
  switch (move.move) {
    case 'ask':
      if (asked) return 'asked-already';
      return move.dueMs > dueMs ? undefined : 'not-later';
    case 'grant':
    case 'refuse':
      if (!asked) return 'not-asked';
      return asked.by === by ? 'own-report' : undefined;
    case 'accept':
    case 'return':
      return done?.by === by ? 'own-report' : undefined;
    case 'issue':
    case 'deliver':
    case 'read':
    case 'start':
    case 'note':
    case 'finish':
    case 'withdraw':
      return undefined;
  }
}

function changedBy(task: TaskStanding, move: TaskMove, mover: Mover): Partial<TaskStanding> {
  switch (move.move) {
    case 'deliver':
      return { deliveredMs: mover.atMs };
    case 'ask':
      return { asked: { ...mover, dueMs: move.dueMs, why: move.why } };
    case 'grant':
      return { dueMs: task.asked?.dueMs ?? task.dueMs, extensions: task.extensions + 1, asked: null };
    case 'refuse':
      return { asked: null };
    case 'finish':
      return { done: mover, asked: null };
    case 'return':
      return { done: null, returns: task.returns + 1 };
    case 'accept':
    case 'withdraw':
      return { settledMs: mover.atMs, asked: null };
    case 'issue':
    case 'read':
    case 'start':
    case 'note':
      return {};
  }
}
