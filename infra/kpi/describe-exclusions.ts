import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { formatTable } from '../office/format-table.ts';

/** Exclusions as a table. */
export function describeExclusions(list: readonly ExclusionTold[]): string {
  const rows = list.map(({ id, state, kpis, unitSet, from, to, cause, reason, evidence, proposedBy, decidedBy }) => [
    ...[String(id), state, unitSet, `${from.slice(0, 16)}Z – ${to.slice(0, 16)}Z`, cause, kpis.join(',')],
    ...[proposedBy, decidedBy ?? '', reason, evidence],
  ]);
  const headings = [
    'ID',
    'STATE',
    'UNITS',
    'HOURS',
    'CAUSE',
    'KPIS',
    'PROPOSED BY',
    'DECIDED BY',
    'REASON',
    'EVIDENCE',
  ];
  return formatTable(headings, rows);
}
