import type { AnswerTold, ClosureTold } from '#shared/wire/promise-commands.ts';
import { kpiUnits } from '#shared/kpi/kpi-units.ts';
import type { Table } from '../../export/table.ts';
import { writeValue, type Telling } from '../telling.ts';
import { writePeriod } from '../write-answer.ts';

/** What units said to figures. */
export function answerTable(telling: Telling, rows: readonly AnswerTold[]): Table<AnswerTold> {
  const { columns, sections, kinds, answers } = telling.words;
  return {
    id: 'answers',
    title: sections.answers,
    rows,
    keyOf: ({ id }) => String(id),
    columns: [
      { id: 'when', isInstant: true, title: columns.when, cell: ({ at }) => ({ at }) },
      { id: 'unit', title: columns.unit, isHead: true, cell: ({ unit }) => telling.unit(unit) },
      { id: 'kpi', title: columns.kpi, cell: ({ kpi }) => telling.kpi(kpi) },
      {
        ...{ id: 'days', title: columns.days },
        cell: ({ periodFrom, periodTo }) => writePeriod(telling, { from: periodFrom, to: periodTo }),
      },
      {
        id: 'kind',
        title: columns.kind,
        cell: ({ kind, withdrawnAt }) => (withdrawnAt === null ? kinds[kind] : `${kinds[kind]} · ${answers.withdrawn}`),
      },
      { id: 'text', title: columns.text, isLong: true, cell: ({ text }) => text },
      {
        ...{ id: 'figure', title: columns.figure, cell: ({ value }) => value },
        write: ({ value, kpi }) => (value === null ? '—' : writeValue(telling, value, kpiUnits[kpi])),
      },
      { id: 'who', title: columns.who, cell: ({ by }) => by.replace(/^account:/, '') },
      {
        ...{ id: 'withdrawn', isInstant: true, title: columns.withdrawn },
        cell: ({ withdrawnAt }) => (withdrawnAt === null ? null : { at: withdrawnAt }),
      },
      {
        ...{ id: 'withdrawnBy', title: columns.withdrawnBy },
        cell: ({ withdrawnBy }) => withdrawnBy?.replace(/^account:/, '') ?? null,
      },
    ],
  };
}

/** Closures that units announced. */
export function closureTable(telling: Telling, rows: readonly ClosureTold[]): Table<ClosureTold> {
  const { columns, sections, closures } = telling.words;
  return {
    id: 'closures',
    title: sections.closures,
    rows,
    keyOf: ({ id }) => String(id),
    columns: [
      { id: 'state', title: columns.state, cell: ({ state }) => closures.states[state] },
      { id: 'unit', title: columns.unit, isHead: true, cell: ({ unit }) => telling.unit(unit) },
      { id: 'assets', title: columns.assets, isLong: true, cell: ({ assets }) => assets.join(', ') },
      { id: 'from', isInstant: true, title: columns.from, cell: ({ from }) => ({ at: from }) },
      { id: 'to', isInstant: true, title: columns.to, cell: ({ to }) => ({ at: to }) },
      { id: 'reason', title: columns.reason, isLong: true, cell: ({ reason }) => reason },
      { id: 'proposed', title: columns.proposed, cell: ({ proposedBy }) => proposedBy.replace(/^account:/, '') },
      { id: 'decided', title: columns.decided, cell: ({ decidedBy }) => decidedBy?.replace(/^account:/, '') ?? null },
      { id: 'note', title: closures.note, isLong: true, cell: ({ note }) => note },
    ],
  };
}
