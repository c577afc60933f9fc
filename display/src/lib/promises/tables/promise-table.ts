import type { PromiseRow } from '#shared/promises/ask/answer-promises.ts';
import { writeDay } from '../../admin/write-time.ts';
import { fill } from '../../docs/docs-words.ts';
import type { Table } from '../../export/table.ts';
import { writeDistance, type Telling } from '../telling.ts';
import { answerColumns } from './answer-columns.ts';

/** The city's figures with a target, or those without. `linkOf`: the page of a KPI. */
export function promiseTable(
  telling: Telling,
  rows: readonly PromiseRow[],
  { hasTarget, linkOf }: { hasTarget: boolean; linkOf: (row: PromiseRow) => string },
): Table<PromiseRow> {
  const { words } = telling;
  const of = answerColumns(telling);
  return {
    id: hasTarget ? 'promises' : 'others',
    title: hasTarget ? words.sections.promises : words.sections.others,
    rows: rows.filter(({ answer }) => (answer.target !== null) === hasTarget),
    keyOf: ({ answer }) => `${answer.kpi} ${answer.unit} ${answer.targetSet ?? ''}`,
    columns: [
      {
        ...{ id: 'kpi', title: words.columns.kpi, isHead: true, link: linkOf },
        cell: ({ answer }) =>
          answer.unit === '' ? telling.kpi(answer.kpi) : `${telling.kpi(answer.kpi)} · ${answer.unit}`,
      },
      of.raw,
      of.adjusted,
      ...(hasTarget
        ? [
            of.target,
            {
              ...{ id: 'set', title: words.columns.set },
              cell: ({ answer }: PromiseRow) =>
                `${answer.targetSet ?? ''} · ${fill(words.period, { from: writeDay(answer.period.from), to: writeDay(answer.period.to) })}`,
              write: ({ answer }: PromiseRow) => answer.targetSet ?? '',
            },
            of.gap,
            of.state,
          ]
        : []),
      of.trend,
      of.course,
      of.monthEnd,
      {
        ...{ id: 'error', title: words.columns.error, cell: ({ measured }) => measured?.error.mae ?? null },
        write: (row) => writeError(telling, row, 'mae'),
      },
      {
        ...{ id: 'naive', title: words.columns.naive, cell: ({ measured }) => measured?.error.maeNaive ?? null },
        write: (row) => writeError(telling, row, 'maeNaive'),
      },
      ...(hasTarget ? [of.toReach] : []),
      of.coverage,
      ...(hasTarget ? [of.office] : []),
    ],
  };
}

/** How far forecasts of a month's end, or the naive ones, were off; they are measured for the city alone. */
function writeError(telling: Telling, { measured, answer }: PromiseRow, which: 'mae' | 'maeNaive'): string {
  if (measured) return writeDistance(telling, measured.error[which], answer.valueUnit);
  return answer.unit === '' ? telling.words.forecast.none2 : '—';
}
