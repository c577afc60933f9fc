import type { TaskListed } from '#shared/store/list-tasks.ts';
import { overdueBy } from '#shared/tasks/task-standing.ts';
import type { Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { taskMark } from './task-mark.ts';
import type { TasksWords } from './words/tasks-words.ts';
import { writeSpan } from './write-span.ts';

type TaskTelling = {
  readonly words: TasksWords;
  readonly format: Format;
  readonly names: Readonly<Record<string, string>>;
  /** The world's time. */
  readonly nowMs: number;
};

/** The list of tasks, on the page and in files. `linkOf`: the page of a task. */
export function describeTasks(
  rows: readonly TaskListed[],
  telling: TaskTelling,
  linkOf: (task: TaskListed) => string | null = () => null,
): Table<TaskListed> {
  const { words, format, nowMs } = telling;
  const { columns } = words;
  return {
    ...{ id: 'tasks', title: words.title, rows, keyOf: ({ number }) => number },
    columns: [
      { id: 'number', title: columns.number, isHead: true, cell: ({ number }) => number, link: linkOf },
      {
        ...{ id: 'work', title: columns.work, isLong: true },
        cell: ({ work, product }) => (product === null ? work : `${work} → ${product}`),
      },
      { id: 'due', title: columns.due, cell: ({ dueMs }) => (dueMs === null ? null : { at: dueMs }), isInstant: true },
      {
        ...{ id: 'state', title: columns.state },
        cell: (task) => {
          const late = lateBy(task, nowMs);
          const said = [words.states[task.state], ...(task.isAsked ? [words.asked] : [])];
          if (late !== null) said.push(words.late.replace('{span}', writeSpan(late, format)));
          return said.join(' · ');
        },
        mark: (task) => taskMark({ ...task, isLate: lateBy(task, nowMs) !== null }),
      },
      { id: 'office', title: columns.office, isLong: true, cell: (task) => writeOffice(task, telling) },
      { id: 'givenBy', title: columns.givenBy, cell: ({ givenBy }) => givenBy },
      { id: 'given', title: columns.given, cell: ({ givenMs }) => ({ at: givenMs }), isInstant: true },
      { id: 'extensions', title: columns.extensions, cell: ({ extensions }) => extensions, isFileOnly: true },
      {
        ...{ id: 'done', title: columns.done, isInstant: true, isFileOnly: true },
        cell: ({ doneMs }) => (doneMs === null ? null : { at: doneMs }),
      },
    ],
  };
}

/** Whose task it is, in words. */
function writeOffice({ office, unit }: TaskListed, { words, names }: TaskTelling): string {
  const code = office ?? unit;
  return code === null ? words.noOffice : (names[code] ?? code);
}

/** By how much a listed task is late; null: it is not. */
function lateBy({ state, dueMs }: TaskListed, nowMs: number): number | null {
  return dueMs === null ? null : overdueBy({ state, dueMs }, nowMs);
}
