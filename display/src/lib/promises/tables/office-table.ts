import type { OfficeStanding } from '#shared/promises/offices.ts';
import type { Table } from '../../export/table.ts';
import type { Telling } from '../telling.ts';

/** Offices by the targets they answer for. */
export function officeTable(telling: Telling, rows: readonly OfficeStanding[]): Table<OfficeStanding> {
  const { columns, sections } = telling.words;
  return {
    id: 'offices',
    title: sections.offices,
    rows,
    keyOf: ({ office }) => office,
    columns: [
      { ...{ id: 'office', title: columns.office, isHead: true }, cell: ({ office }) => telling.office(office) },
      { id: 'targets', title: columns.targets, cell: ({ targets }) => targets },
      { id: 'reached', title: columns.reached, cell: ({ reached }) => reached },
      { id: 'reachable', title: columns.reachable, cell: ({ reachable }) => reachable },
      { id: 'unreachable', title: columns.unreachable, cell: ({ unreachable }) => unreachable },
      { id: 'short', title: columns.short, cell: ({ short }) => short },
      { id: 'unknown', title: columns.unknown, cell: ({ unknown }) => unknown },
      {
        ...{ id: 'missed', title: columns.missed, isLong: true },
        cell: ({ missed }) => missed.map((kpi) => telling.kpi(kpi)).join(', '),
      },
    ],
  };
}
