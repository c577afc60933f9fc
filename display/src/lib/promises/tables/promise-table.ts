import type { PromiseRow } from '#shared/promises/ask/answer-promises.ts';
import { writeDay } from '../../admin/write-time.ts';
import { fill } from '../../docs/docs-words.ts';
import type { Table } from '../../export/table.ts';
import type { Telling } from '../telling.ts';
import { writeMonthEnd, writeOff, writeUnmeasured } from '../write-answer.ts';
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
          answer.unit === '' ? telling.kpi(answer.kpi) : `${telling.kpi(answer.kpi)} · ${telling.unit(answer.unit)}`,
      },
      of.raw,
      { ...of.adjusted, isFileOnly: rows.every(({ answer }) => answer.adjusted === null) },
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
      { ...of.monthEnd, isLong: true, write: (row) => writeForecast(telling, row) },
      {
        ...{ id: 'error', title: words.columns.error, isFileOnly: true },
        cell: ({ measured }) => measured?.error.mae ?? null,
      },
      {
        ...{ id: 'naive', title: words.columns.naive, isFileOnly: true },
        cell: ({ measured }) => measured?.error.maeNaive ?? null,
      },
      ...(hasTarget ? [of.toReach] : []),
      of.coverage,
      ...(hasTarget ? [of.office] : []),
    ],
  };
}

/** What the month will be, and how far such forecasts, and naive ones, were off; that is measured for the city alone. */
function writeForecast(telling: Telling, row: PromiseRow): string {
  const { measured, answer, monthEnd } = row;
  const told = writeMonthEnd(telling, row, answer.valueUnit);
  if (monthEnd === null || answer.unit !== '') return told;
  return `${told}; ${measured ? writeOff(telling, measured, answer.valueUnit) : writeUnmeasured(telling, row)}`;
}
