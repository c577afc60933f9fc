import type { RecordSeen } from '#shared/store/list-records.ts';
import { writeTime } from '../../admin/write-time.ts';
import type { Cell, Table } from '../../export/table.ts';
import type { Telling } from '../telling.ts';

/** Single records: nothing of citizens is read, so nothing of them can be shown. */
export function recordTable(telling: Telling, rows: readonly RecordSeen[]): Table<RecordSeen> {
  const { words, timeZone } = telling;
  const { columns, channels, levels } = words;
  const at = (instant: Date | null): Cell => (instant === null ? null : { at: instant.getTime() });
  const nameIn = (list: Readonly<Record<string, string>>, key: string | null): string | null =>
    key === null ? null : (list[key] ?? key);
  return {
    id: 'records',
    title: words.sections.records,
    rows,
    keyOf: ({ record, asset }) => `${asset} ${record}`,
    columns: [
      { id: 'record', title: columns.record, isHead: true, cell: ({ record }) => record },
      { id: 'place', title: columns.place, cell: ({ asset }) => asset },
      {
        ...{ id: 'procedure', title: columns.procedure, isLong: true },
        cell: ({ procedure }) => (procedure === null ? null : `${telling.procedure(procedure)} (${procedure})`),
      },
      { id: 'channel', title: columns.channel, cell: ({ channel }) => nameIn(channels, channel) },
      { id: 'level', title: columns.recordLevel, cell: ({ level }) => nameIn(levels, level) },
      { id: 'submitted', isInstant: true, title: columns.submitted, cell: ({ submittedAt }) => at(submittedAt) },
      {
        ...{ id: 'steps', title: columns.steps, isLong: true },
        cell: ({ steps }) => steps.map((step) => `${step.step} ${writeTime(step.at, timeZone)}`).join(' → '),
      },
      { id: 'returned', isInstant: true, title: columns.returned, cell: ({ returnedAt }) => at(returnedAt) },
      { id: 'dueAt', isInstant: true, title: columns.dueAt, cell: ({ dueAt }) => at(dueAt) },
      { id: 'completed', isInstant: true, title: columns.completed, cell: ({ completedAt }) => at(completedAt) },
      {
        ...{ id: 'onTime', title: columns.onTime },
        cell: ({ onTime }) => (onTime === null ? null : onTime ? words.onTime.yes : words.onTime.no),
      },
    ],
  };
}
