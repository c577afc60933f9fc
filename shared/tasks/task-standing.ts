import type { TaskState } from './task-moves.ts';

type Done = { readonly by: string; readonly atMs: number };

/** How a task stands: what its moves come to. */
export type TaskStanding = {
  readonly state: TaskState;
  readonly givenBy: string;
  readonly givenMs: number;
  readonly firstDueMs: number;
  /** With what was granted. */
  readonly dueMs: number;
  readonly deliveredMs: number | null;
  /** The receipt: who of the office was the first to see it. */
  readonly read: Done | null;
  /** An extension nobody has decided on yet. */
  readonly asked: (Done & { readonly dueMs: number; readonly why: string }) | null;
  readonly extensions: number;
  /** When it was reported done, if that was not returned. */
  readonly done: Done | null;
  readonly returns: number;
  /** When it was accepted or withdrawn. */
  readonly settledMs: number | null;
};

/** Whether the office still has to do something. */
export function isUndone(state: TaskState): boolean {
  return state !== 'done' && state !== 'accepted' && state !== 'withdrawn';
}

/** By how much a task that is still to be done is late; null: it is not. */
export function overdueBy({ state, dueMs }: Pick<TaskStanding, 'state' | 'dueMs'>, atMs: number): number | null {
  return isUndone(state) && atMs > dueMs ? atMs - dueMs : null;
}

/** Whether a task was done by when it was due; null: it is not done, or was withdrawn. */
export function isOnTime({ state, done, dueMs }: Pick<TaskStanding, 'state' | 'done' | 'dueMs'>): boolean | null {
  return done === null || state === 'withdrawn' ? null : done.atMs <= dueMs;
}
