import type { TaskFigure } from './task-figure.ts';

/** How far a task is. `done`: whoever had it says so, and who gave it has yet to say whether it is. */
export const taskStates = [
  ...(['issued', 'delivered', 'read', 'working', 'done', 'accepted', 'withdrawn'] as const),
] as const;
export type TaskState = (typeof taskStates)[number];

/** What happens to a task, as its entries keep it. An extension (`ask`) is no state: work goes on while it waits. */
export type TaskMove =
  /** `figure`: the one it is about, as the office found it then. */
  | { readonly move: 'issue'; readonly dueMs: number; readonly figure?: TaskFigure | undefined }
  /** A message has reached the office. */
  | { readonly move: 'deliver' }
  | { readonly move: 'read' }
  | { readonly move: 'start' }
  | { readonly move: 'note'; readonly text: string }
  | { readonly move: 'ask'; readonly dueMs: number; readonly why: string }
  | { readonly move: 'grant'; readonly note: string | null }
  | { readonly move: 'refuse'; readonly why: string }
  | { readonly move: 'finish'; readonly text: string | null; readonly url: string | null; readonly file: number | null }
  | { readonly move: 'accept'; readonly note: string | null }
  | { readonly move: 'return'; readonly why: string }
  | { readonly move: 'withdraw'; readonly why: string };
export type TaskMoveName = TaskMove['move'];

/** Moves of the office that has it. Of the others `deliver` comes by itself, `note` from either side, the rest from who gives orders. */
export const answers = ['read', 'start', 'ask', 'finish'] as const satisfies readonly TaskMoveName[];

/** Which move leads from which state to which; what is not here is not allowed. */
export const taskTransitions: Readonly<Record<TaskState, Readonly<Partial<Record<TaskMoveName, TaskState>>>>> = {
  issued: { deliver: 'delivered', read: 'read', start: 'working', ...whileUndone('issued', 'read') },
  delivered: { read: 'read', start: 'working', ...whileUndone('delivered', 'read') },
  read: { start: 'working', ...whileUndone('read', 'read') },
  working: whileUndone('working', 'working'),
  done: { note: 'done', accept: 'accepted', return: 'working', withdraw: 'withdrawn' },
  accepted: { note: 'accepted' },
  withdrawn: { note: 'withdrawn' },
};

/** What can be done as long as a task is not reported done. Whoever asks for more time has read it. */
function whileUndone(state: TaskState, asked: TaskState): Partial<Record<TaskMoveName, TaskState>> {
  return { note: state, ask: asked, grant: state, refuse: state, finish: 'done', withdraw: 'withdrawn' };
}
