import type { KpiId } from '#shared/kpi/kpi-units.ts';
import type { OfficeStanding } from '#shared/promises/offices.ts';
import type { Table } from '../../export/table.ts';
import type { Telling } from '../telling.ts';
import { writeCoverage, writeUpstream } from '../write-answer.ts';

/** Offices by the targets they answer for. `linkOf`: the page of a KPI that is not reached. */
export function officeTable(
  telling: Telling,
  rows: readonly OfficeStanding[],
  { linkOf }: { linkOf: (kpi: KpiId) => string },
): Table<OfficeStanding> {
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
        links: ({ missed }) => missed.map((kpi) => ({ href: linkOf(kpi), text: telling.kpi(kpi) })),
      },
      {
        ...{ id: 'coverage', title: columns.coverage, isLong: true },
        cell: ({ coverage }) => writeCoverage(telling, { coverage: { ...coverage, oldestAgeS: null, told: null } }),
      },
      {
        ...{ id: 'upstream', title: columns.upstream, isLong: true },
        cell: ({ upstream, adjusted }) => writeUpstream(telling, upstream, adjusted).join(' · '),
      },
    ],
  };
}
