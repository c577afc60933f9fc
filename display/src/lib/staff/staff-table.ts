import type { PointStaff } from '#shared/staff/ask/read-staff.ts';
import type { Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import type { StaffWords } from './words/staff-words.ts';

/** Who is on duty at each point as a file has it; waits in seconds. */
export function describeStaff(
  rows: readonly PointStaff[],
  { words, language }: { words: StaffWords; language: Language },
): Table<PointStaff> {
  const { columns, title, noForecast } = words;
  return {
    ...{ id: 'staff', title, rows, keyOf: ({ code }) => code },
    columns: [
      { id: 'code', title: columns.point, isHead: true, cell: ({ code }) => code },
      { id: 'name', title: columns.point, cell: ({ name }) => name[language] },
      { id: 'present', title: columns.present, cell: ({ staff }) => staff?.total ?? null },
      { id: 'established', title: columns.established, cell: ({ established }) => established },
      { id: 'moved', title: columns.moved, cell: ({ moved }) => moved },
      { id: 'missing', title: columns.missing, cell: ({ missing }) => missing },
      { id: 'counters', title: columns.counters, cell: ({ counters }) => counters },
      { id: 'peak', title: `${columns.peak} (s)`, cell: ({ peak }) => peak && Math.round(peak.waitMs / 1_000) },
      { id: 'why', title: '', cell: ({ noForecast: why }) => (why === null ? null : noForecast[why]) },
    ],
  };
}
