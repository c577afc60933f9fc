import type { TargetRow } from '#shared/store/list-targets.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { targetsWords } from '../words/targets-words.ts';

/** The ledger of targets as a file has it: each in its KPI's own unit (shares 0 to 1, times in ms), its last day not included. */
export function targetsTable(rows: readonly TargetRow[], language: Language): Table<TargetRow> {
  const words = targetsWords[language];
  return {
    ...{ id: 'targets', title: words.title, rows },
    keyOf: ({ set, kpi, unitSet, validFrom }) => [set, kpi, unitSet, validFrom].join(' '),
    columns: [
      { id: 'kpi', title: words.kpi, isHead: true, cell: ({ kpi }) => kpi },
      { id: 'set', title: words.set, cell: ({ set }) => set },
      { id: 'units', title: words.unitSet, cell: ({ unitSet }) => unitSet },
      { id: 'from', title: words.from, cell: ({ validFrom }) => validFrom },
      { id: 'to', title: words.to, cell: ({ validTo }) => validTo },
      { id: 'target', title: words.target, cell: ({ target }) => target },
      { id: 'direction', title: words.direction, cell: ({ direction }) => words.directions[direction] },
      { id: 'period', title: words.period, cell: ({ period }) => words.periods[period ?? 'whole'] },
      { id: 'office', title: words.office, cell: ({ office }) => office },
      { id: 'source', title: words.source, cell: ({ source }) => source },
    ],
  };
}
