import { enTasks } from './en-tasks.ts';
import { viTasks } from './vi-tasks.ts';

export type TasksWords = Readonly<typeof viTasks>;

/** The words of the pages of tasks. */
export const tasksWords = { vi: viTasks, en: enTasks } as const;
