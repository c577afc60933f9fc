import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import type { SourceView } from '../server/read-sources.ts';
import { sourcesWords } from '../words/sources-words.ts';

/** Sources and what became of what they sent today, as a file has them; intervals in seconds. */
export function sourcesTable(rows: readonly SourceView[], language: Language): Table<SourceView> {
  const words = sourcesWords[language];
  return {
    ...{ id: 'sources', title: words.title, rows, keyOf: ({ source }) => source },
    columns: [
      { id: 'source', title: words.source, isHead: true, cell: ({ source }) => source },
      { id: 'state', title: words.state, cell: ({ state }) => words.states[state] },
      {
        ...{ id: 'heard', title: words.lastHeard, isInstant: true },
        cell: ({ lastHeard: at }) => (at === null ? null : { at }),
      },
      { id: 'expected', title: `${words.expected} (s)`, cell: ({ expectedIntervalS }) => expectedIntervalS },
      { id: 'received', title: words.received, cell: ({ today }) => today?.received ?? null },
      { id: 'counted', title: words.counted, cell: ({ today }) => today?.counted ?? null },
      { id: 'repeated', title: words.repeated, cell: ({ today }) => today?.repeated ?? null },
      { id: 'conflicting', title: words.conflicting, cell: ({ today }) => today?.conflicting ?? null },
      { id: 'other', title: words.other, cell: ({ today }) => today && today.poison + today.closed },
      { id: 'refused', title: words.refused, cell: ({ today }) => today?.refused ?? null },
    ],
  };
}
