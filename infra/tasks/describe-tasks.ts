import type { TaskListed } from '#shared/store/list-tasks.ts';
import type { TaskDetail } from '#shared/store/read-task.ts';
import { overdueBy } from '#shared/tasks/task-standing.ts';
import { taskNumber } from '#shared/tasks/task-number.ts';
import { formatTable } from '../office/format-table.ts';

const instant = (ms: number | null): string => (ms === null ? '-' : new Date(ms).toISOString().slice(0, 16));
const hourMs = 3_600_000;

/** Tasks as a table, as they are at `nowMs`. */
export function describeTasks(tasks: readonly TaskListed[], nowMs: number): string {
  if (tasks.length === 0) return 'no task\n';
  const rows = tasks.map(({ number, work, office, unit, dueMs, state, givenBy }) => {
    const late = dueMs === null ? null : overdueBy({ state, dueMs }, nowMs);
    const standing = late === null ? state : `${state}, ${Math.ceil(late / hourMs)} h overdue`;
    return [number, instant(dueMs), standing, office ?? unit ?? '-', givenBy, work];
  });
  return formatTable(['NUMBER', 'DUE (UTC)', 'STATE', 'OFFICE', 'GIVEN BY', 'WORK'], rows);
}

/** One task with everything that happened to it. */
export function describeTask({ task, timeline, files }: TaskDetail): string {
  const facts = [
    `${taskNumber(task.id)} ${task.work}`,
    `  office ${task.office}, due ${instant(task.dueMs)} UTC, ${task.state}, version ${task.version}`,
    `  answers for it: ${task.responsibility}`,
    `  handed in: ${task.product}`,
    ...(task.about === null ? [] : [`  about: ${task.about}`]),
    ...files.map(({ name, bytes }) => `  file: ${name} (${bytes} bytes)`),
  ];
  const lines = timeline.map(({ at, by, detail: { move, ...said } }) => {
    const words = Object.entries(said).flatMap(([name, value]) => (value === null ? [] : [`${name}=${String(value)}`]));
    return `  ${at.slice(0, 16)}  ${by}  ${move} ${words.join(' ')}`.trimEnd();
  });
  return `${[...facts, ...lines].join('\n')}\n`;
}
