import type { HandoverView } from '#shared/wire/shift-commands.ts';
import type { Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { shiftWords } from './words/shift-words.ts';

/** Shifts as they were handed over, the last first. */
export function handoversTable(rows: readonly HandoverView[], language: Language): Table<HandoverView> {
  const words = shiftWords[language];
  return {
    ...{ id: 'handovers', title: words.past, rows, keyOf: ({ id }) => String(id) },
    columns: [
      { id: 'number', title: words.number, isHead: true, cell: ({ id }) => id },
      { id: 'by', title: words.by, cell: ({ by }) => by },
      { id: 'offered', title: words.offeredAt, isInstant: true, cell: ({ offeredAt }) => ({ at: offeredAt }) },
      { id: 'to', title: words.to, cell: ({ to }) => to },
      { id: 'state', title: words.state, cell: ({ state }) => words.handovers[state] },
      { id: 'answeredBy', title: words.answeredBy, cell: ({ answeredBy }) => answeredBy },
      {
        ...{ id: 'answered', title: words.answeredAt, isInstant: true },
        cell: ({ answeredAt: at }) => (at === null ? null : { at }),
      },
      { id: 'note', title: words.note, cell: ({ note }) => note },
      { id: 'answer', title: words.answered, cell: ({ answer }) => answer },
    ],
  };
}
