import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { KpiUnit } from '#shared/kpi/kpi-units.ts';
import { writeDay } from '../../admin/write-time.ts';
import { fill } from '../../docs/docs-words.ts';
import type { Table } from '../../export/table.ts';
import { kpiWords } from '../../words/kpi-words.ts';
import type { LevelContext } from '../level-context.ts';
import { writeNumber } from '../write-measure.ts';

/** A KPI with the name of the office that answers for it. */
export type KpiLine = Pick<
  KpiAnswer,
  | 'kpi'
  | 'countedFor'
  | 'valueUnit'
  | 'period'
  | 'asOf'
  | 'value'
  | 'reason'
  | 'targetSet'
  | 'target'
  | 'direction'
  | 'gap'
> & { readonly coverage: Pick<KpiAnswer['coverage'], 'reporting' | 'expected'>; readonly office: string | null };

/** KPIs with target, gap in words, coverage and as-of; where there is no value stands why. */
export function kpiTable(context: LevelContext, rows: readonly KpiLine[]): Table<KpiLine> {
  const { words, language } = context;
  const { kpis } = words;
  const whole = (value: number): number => Math.round(value * 10) / 10;
  return {
    ...{ id: 'kpis', title: kpis.title, rows },
    keyOf: ({ kpi, countedFor, targetSet }) => `${kpi} ${countedFor} ${targetSet ?? ''}`,
    columns: [
      {
        ...{ id: 'name', title: kpis.name, isHead: true, isLong: true },
        cell: ({ kpi, countedFor }) =>
          countedFor === 'served'
            ? kpiWords[language][kpi]
            : `${kpiWords[language][kpi]} (${kpis.countedFor.citizens})`,
      },
      {
        ...{ id: 'value', title: kpis.value },
        cell: ({ value, valueUnit }) => (value === null ? null : whole(inUnit(value, valueUnit))),
        write: ({ value, valueUnit, reason }) =>
          value === null ? `— ${reason ? kpis.reasons[reason] : ''}` : writeKpi(context, value, valueUnit),
      },
      { id: 'unit', title: kpis.unit, cell: ({ valueUnit }) => unitName(context, valueUnit) },
      {
        ...{ id: 'target', title: kpis.target },
        cell: ({ target, direction, valueUnit }) =>
          target === null ? kpis.noTarget : fill(kpis[direction], { value: writeKpi(context, target, valueUnit) }),
      },
      { id: 'gap', title: kpis.gap, cell: (row) => writeGap(context, row) },
      { id: 'coverage', title: kpis.coverage, cell: ({ coverage }) => `${coverage.reporting}/${coverage.expected}` },
      {
        id: 'period',
        title: kpis.period,
        cell: ({ period }) => `${writeDay(period.from)} – ${writeDay(lastOf(period.to))}`,
      },
      { id: 'asOf', isInstant: true, title: kpis.asOf, cell: ({ asOf }) => ({ at: asOf }) },
      { id: 'office', title: kpis.office, isLong: true, cell: ({ office }) => office },
    ],
  };
}

/** How far it is from its target, in words; the direction of good is said too. */
export function writeGap(
  context: LevelContext,
  { gap, direction, valueUnit }: Pick<KpiLine, 'gap' | 'direction' | 'valueUnit'>,
) {
  if (gap === null) return null;
  const { kpis } = context.words;
  const value = writeKpi(context, Math.abs(gap), valueUnit, true);
  if (gap === 0) return kpis.exact;
  if (gap < 0) return fill(direction === 'at_least' ? kpis.short : kpis.over, { value });
  return fill(direction === 'at_least' ? kpis.met : kpis.metUnder, { value });
}

function writeKpi({ words, format, language }: LevelContext, value: number, unit: KpiUnit, isGap = false): string {
  if (unit === 'share') return `${writeNumber(value * 100, language)}\u00a0${isGap ? words.kpis.points : '%'}`;
  if (unit === 'ms') {
    const amount = format.duration(value / 1_000);
    return `${amount.value}\u00a0${amount.unit}`;
  }
  return writeNumber(value, language);
}

function inUnit(value: number, unit: KpiUnit): number {
  return unit === 'share' ? value * 100 : unit === 'ms' ? value / 1_000 : value;
}

function unitName({ words }: LevelContext, unit: KpiUnit): string {
  return unit === 'share' ? '%' : unit === 'ms' ? words.series.units.s : '';
}

function lastOf(exclusiveDay: string): string {
  return new Date(Date.parse(exclusiveDay) - 86_400_000).toISOString().slice(0, 10);
}
