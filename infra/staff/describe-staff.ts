import type { StaffView } from '#shared/staff/ask/read-staff.ts';
import type { RoleStaff } from '#shared/staff/role-staff.ts';
import { formatTable } from '../office/format-table.ts';

const number = (value: number | null): string => (value === null ? '?' : String(value));
const minutes = (ms: number | null): string => (ms === null ? '?' : `${Math.round(ms / 60_000)} min`);

/** Staff as a table, the most missing first, and the moves that would help. */
export function describeStaff({ asOf, points, suggested, waitErrorMs }: StaffView): string {
  const sorted = points.toSorted((one, other) => (other.missing ?? -Infinity) - (one.missing ?? -Infinity));
  const rows = sorted.map(({ code, unit, staff, established, moved, roles, missing, counters, peak, noForecast }) => [
    ...[
      code,
      unit,
      number(staff?.total ?? null),
      number(established),
      String(moved),
      number(missing),
      number(counters),
    ],
    roles.map(describeRole).join('; '),
    peak ? `${minutes(peak.waitMs)} at ${peak.at.slice(11, 16)}Z` : (noForecast ?? '-'),
  ]);
  const headings = [
    'POINT',
    'UNIT',
    'PRESENT',
    'ESTABLISHED',
    'MOVED',
    'MISSING',
    'COUNTERS',
    'BY ROLE: PRESENT/ESTABLISHED',
    'LONGEST WAIT WITHIN 2 H',
  ];
  const lines = suggested.map(
    ({ from, to, people, km, effect }) =>
      `move ${people} from ${from} to ${to} (${km.toFixed(1)} km): ${to} ${minutes(effect.toBeforeMs)} -> ` +
      `${minutes(effect.toAfterMs)}, ${from} ${minutes(effect.fromBeforeMs)} -> ${minutes(effect.fromAfterMs)}`,
  );
  const known = points.filter(({ staff }) => staff !== null).length;
  const coverage = `as of ${asOf}: ${known} of ${points.length} points said who is on duty today`;
  const error = `forecasts of waits an hour ahead were off by ${minutes(waitErrorMs)} on average`;
  return `${formatTable(headings, rows)}${[coverage, error, ...lines].join('\n')}\n`;
}

/** `officer 8/11+2 missing 5`; `-`: not told. */
function describeRole({ role, plan, moved, present, gap }: RoleStaff): string {
  const planned = plan.is === 'planned' ? String(plan.people) : '-';
  const support = moved === 0 ? '' : `${moved > 0 ? '+' : ''}${moved}`;
  return `${role} ${present ?? '-'}/${planned}${support} ${describeGap(gap)}`;
}

function describeGap(gap: RoleStaff['gap']): string {
  switch (gap.is) {
    case 'missing':
    case 'over':
      return `${gap.is} ${gap.people}`;
    case 'enough':
      return gap.is;
    case 'none':
      return 'none planned now';
    case 'unknown':
      return gap.why === 'untold' ? 'unknown: no source tells how many' : 'unknown: nobody told of it today';
  }
}
