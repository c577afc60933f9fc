import type { ExclusionRow } from '#shared/store/list-exclusions.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { exclusionsWords } from '../words/exclusions-words.ts';

/** Exclusions as a file has them, with who proposed and who decided. */
export function exclusionsTable(rows: readonly ExclusionRow[], language: Language): Table<ExclusionRow> {
  const words = exclusionsWords[language];
  return {
    ...{ id: 'exclusions', title: words.title, rows, keyOf: ({ id }) => String(id) },
    columns: [
      { id: 'id', title: words.id, isHead: true, cell: ({ id }) => id },
      { id: 'state', title: words.state, cell: ({ state }) => words.states[state] },
      { id: 'kpis', title: words.kpis, cell: ({ kpis }) => kpis.join(', ') },
      { id: 'units', title: words.unitSet, cell: ({ unitSet }) => unitSet },
      { id: 'from', title: words.from, isInstant: true, cell: ({ fromMs }) => ({ at: fromMs }) },
      { id: 'to', title: words.to, isInstant: true, cell: ({ toMs }) => ({ at: toMs }) },
      { id: 'cause', title: words.cause, cell: ({ cause }) => words.causes[cause] },
      { id: 'why', title: words.why, cell: ({ reason }) => reason },
      { id: 'proposed', title: words.proposed, cell: ({ proposedBy }) => proposedBy },
      { id: 'decided', title: words.decided, cell: ({ decidedBy }) => decidedBy },
      { id: 'note', title: words.note, cell: ({ note }) => note },
    ],
  };
}
