import { kpiUnits, type KpiUnit } from '#shared/kpi/kpi-units.ts';
import { formatTable } from '../office/format-table.ts';
import { formatValue } from './describe-kpis.ts';

type Told = {
  readonly set: string;
  readonly kpi: string;
  readonly unitSet: string;
  readonly from: string;
  readonly to: string | null;
  readonly target: number;
  readonly direction: 'at_least' | 'at_most';
  readonly period: 'whole' | 'month' | null;
  readonly office: string | null;
  readonly source: string | null;
};

/** Targets as a table. */
export function describeTargets(list: readonly Told[]): string {
  const units: Readonly<Record<string, KpiUnit>> = kpiUnits;
  const rows = list.map(({ set, kpi, unitSet, from, to, target, direction, period, office, source }) => [
    ...[set, kpi, unitSet, `${direction === 'at_least' ? '≥' : '≤'} ${formatValue(target, units[kpi] ?? 'count')}`],
    ...[from, to ?? '', period ?? 'whole', office ?? '', source ?? ''],
  ]);
  return formatTable(['SET', 'KPI', 'UNITS', 'TARGET', 'FROM', 'BEFORE', 'PERIOD', 'OFFICE', 'SOURCE'], rows);
}
