import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { drillsWords } from '../../drills/drills-words.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';

/** Drills and how they were judged, as a file has them. */
export function drillsTable(rows: readonly DrillTold[], language: Language): Table<DrillTold> {
  const words = drillsWords[language];
  return {
    ...{ id: 'drills', title: words.title, rows, keyOf: ({ id }) => id },
    columns: [
      { id: 'drill', title: words.drill, isHead: true, cell: ({ id }) => id },
      { id: 'world', title: 'world', cell: ({ world }) => world },
      { id: 'scenario', title: words.scenario, cell: ({ name, scenario }) => `${name[language]} (${scenario})` },
      { id: 'started', title: words.started, isInstant: true, cell: ({ startedAt: at }) => ({ at }) },
      { id: 'ended', title: words.ended, isInstant: true, cell: ({ endedAt: at }) => (at === null ? null : { at }) },
      {
        ...{ id: 'met', title: words.met },
        cell: ({ judgement: { met, expected } }) =>
          words.of.replace('{met}', String(met)).replace('{expected}', String(expected)),
      },
    ],
  };
}
