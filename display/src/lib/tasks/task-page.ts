import type { TaskDetail } from '#shared/store/read-task.ts';
import type { TaskTold } from '#shared/store/list-told-of-task.ts';
import type { TaskFigure } from '#shared/tasks/task-figure.ts';
import type { TaskStanding } from '#shared/tasks/task-standing.ts';
import type { Language } from '../words/language.ts';
import type { TasksWords } from './words/tasks-words.ts';

/** A task as its page shows it. */
export type TaskShown = TaskDetail & {
  readonly standing: TaskStanding;
  /** The world's time. */
  readonly nowMs: number;
  readonly names: Readonly<Record<string, string>>;
  readonly told: readonly TaskTold[];
  readonly moves: readonly string[];
  /** Whether messages reach the office. */
  readonly isReachable: boolean;
  /** The figure it is about: as the office found it when it was given, and as it is now; null: none, or not for the reader. */
  readonly figure: { readonly then: TaskFigure | null; readonly now: TaskFigure | null };
};

/** What every part of the page works with. */
export type TaskContext = {
  readonly shown: TaskShown;
  readonly words: TasksWords;
  readonly language: Language;
  readonly timeZone: string;
  readonly nonce: string;
  /** The unit of the reader's account, if it is of one. */
  readonly own: string | null;
  /** Goes behind the name of an act: an account of a unit names its unit. */
  readonly suffix: string;
  /** Whether the reader may answer for the office, may decide on it, may add notes. */
  readonly mayAnswer: boolean;
  readonly mayDecide: boolean;
  readonly mayNote: boolean;
};

/** Who did something, as people call them. */
export function personOf(actor: string): string {
  return actor.replace(/^account:/, '');
}
