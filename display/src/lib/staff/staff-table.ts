import { staffRoles } from '#shared/events/kinds/staff.ts';
import type { PointStaff } from '#shared/staff/ask/read-staff.ts';
import type { RoleStaff, StaffRole } from '#shared/staff/role-staff.ts';
import { fill } from '../docs/docs-words.ts';
import type { Column, Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import type { StaffWords } from './words/staff-words.ts';
import { writeRole } from './write-role.ts';

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
      ...staffRoles.flatMap((role) => roleColumns(role, words)),
      { id: 'counters', title: columns.counters, cell: ({ counters }) => counters },
      { id: 'peak', title: `${columns.peak} (s)`, cell: ({ peak }) => peak && Math.round(peak.waitMs / 1_000) },
      { id: 'why', title: '', cell: ({ noForecast: why }) => (why === null ? null : noForecast[why]) },
    ],
  };
}

/** A role's counts, empty where nobody told them, its gap (below zero: more than enough), and why it is not known. */
function roleColumns(role: StaffRole, words: StaffWords): Column<PointStaff>[] {
  const { present, planned, gap, said } = words.fileColumns;
  const title = (column: string): string => fill(column, { role: words.roles[role] });
  const of =
    <Value>(read: (one: RoleStaff) => Value) =>
    ({ roles }: PointStaff): Value | null => {
      const one = roles.find((other) => other.role === role);
      return one ? read(one) : null;
    };
  return [
    { id: `${role}-present`, title: title(present), cell: of((one) => one.present) },
    {
      id: `${role}-planned`,
      title: title(planned),
      cell: of(({ plan }) => (plan.is === 'planned' ? plan.people : null)),
    },
    { id: `${role}-gap`, title: title(gap), cell: of(({ gap: stands }) => missingOf(stands)) },
    {
      ...{ id: `${role}-said`, title: title(said) },
      cell: of((one) => {
        const { gap: stands, note } = writeRole(one, words);
        return note === '' ? stands : `${stands} (${note})`;
      }),
    },
  ];
}

function missingOf(gap: RoleStaff['gap']): number | null {
  switch (gap.is) {
    case 'missing':
      return gap.people;
    case 'over':
      return -gap.people;
    case 'enough':
      return 0;
    case 'none':
    case 'unknown':
      return null;
  }
}
