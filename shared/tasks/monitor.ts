import type { TaskAt } from './task-at.ts';
import { isUndone } from './task-standing.ts';

/** A stretch of time, the end exclusive. */
export type Period = { readonly fromMs: number; readonly toMs: number };

/** What an office (null: none was named) was given in a period and what it did; tasks that were withdrawn count as given only. */
export type MonitorRow = {
  readonly office: string | null;
  readonly given: number;
  /** Of the tasks due in the period: all, and those done by then. */
  readonly due: number;
  readonly dueDone: number;
  readonly doneOnTime: number;
  readonly doneLate: number;
  /** Extensions granted. */
  readonly extended: number;
  /** At the end: still to be done, and late. */
  readonly open: number;
  readonly overdue: number;
};

/** Counts tasks, as they stood at the end of a period, office by office: the most overdue first, then the most open. */
export function monitorTasks(tasks: readonly TaskAt[], period: Period): MonitorRow[] {
  const byOffice = Map.groupBy(tasks, ({ office, unit }) => office ?? unit);
  return [...byOffice]
    .map(([office, own]) => countTasks(office, own, period))
    .filter(({ given, due, doneOnTime, doneLate, extended, open }) =>
      [given, due, doneOnTime, doneLate, extended, open].some((count) => count > 0),
    )
    .sort(
      (one, other) =>
        other.overdue - one.overdue || other.open - one.open || (one.office ?? '').localeCompare(other.office ?? ''),
    );
}

/** Counts some tasks as one office's. */
export function countTasks(office: string | null, tasks: readonly TaskAt[], { fromMs, toMs }: Period): MonitorRow {
  const isIn = (ms: number | null): boolean => ms !== null && ms >= fromMs && ms < toMs;
  const count = (test: (task: TaskAt) => boolean): number => tasks.filter(test).length;
  const holds = ({ state }: TaskAt): boolean => state !== 'withdrawn';
  const isPrompt = ({ doneMs, dueMs }: TaskAt): boolean => doneMs !== null && (dueMs === null || doneMs <= dueMs);
  return {
    office,
    given: count(({ givenMs }) => isIn(givenMs)),
    due: count((task) => holds(task) && isIn(task.dueMs)),
    dueDone: count((task) => holds(task) && isIn(task.dueMs) && isPrompt(task)),
    doneOnTime: count((task) => holds(task) && isIn(task.doneMs) && isPrompt(task)),
    doneLate: count((task) => holds(task) && isIn(task.doneMs) && !isPrompt(task)),
    extended: tasks.reduce((sum, { grantsMs }) => sum + grantsMs.filter(isIn).length, 0),
    open: count(({ state }) => isUndone(state)),
    overdue: count(({ state, dueMs }) => isUndone(state) && dueMs !== null && dueMs < toMs),
  };
}
