import type { MonitorRow } from '#shared/tasks/monitor.ts';
import type { Table } from '../export/table.ts';
import type { TasksWords } from './words/tasks-words.ts';

/** The share of what was due that was done by then; null: nothing was due. */
export function shareOnTime({ due, dueDone }: MonitorRow): number | null {
  return due === 0 ? null : dueDone / due;
}

/** The monitor as a file has it. */
export function describeMonitor(
  rows: readonly MonitorRow[],
  { words, nameOf }: { words: TasksWords; nameOf: (office: string | null) => string },
): Table<MonitorRow> {
  const { columns, title } = words.view;
  const counts = ['given', 'due', 'dueDone', 'doneOnTime', 'doneLate', 'extended', 'open', 'overdue'] as const;
  return {
    ...{ id: 'monitor', title, rows, keyOf: ({ office }) => office ?? '' },
    columns: [
      { id: 'office', title: columns.office, isHead: true, cell: ({ office }) => nameOf(office) },
      ...counts.map((id) => ({ id, title: columns[id], cell: (row: MonitorRow) => row[id] })),
    ],
  };
}
