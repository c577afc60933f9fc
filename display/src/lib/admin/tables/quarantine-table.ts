import type { QuarantineGroup } from '#shared/wire/quarantine.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { problemSaying } from '../problem-saying.ts';
import { quarantineWords } from '../words/quarantine-words.ts';

/** What was refused, by key and problem: nothing of what was written in the events themselves. */
export function quarantineTable(rows: readonly QuarantineGroup[], language: Language): Table<QuarantineGroup> {
  const words = quarantineWords[language];
  return {
    ...{ id: 'quarantine', title: words.title, rows, keyOf: ({ kid, problem }) => `${kid} ${problem}` },
    columns: [
      { id: 'problem', title: words.problem, isHead: true, cell: ({ problem }) => problem },
      { id: 'what', title: words.what, cell: ({ problem }) => problemSaying(problem)?.what[language] ?? null },
      { id: 'key', title: words.key, cell: ({ kid }) => kid },
      { id: 'source', title: words.source, cell: ({ source }) => source },
      { id: 'world', title: words.world, cell: ({ world }) => world },
      { id: 'count', title: words.count, cell: ({ count }) => count },
      { id: 'fields', title: words.fields, cell: ({ paths }) => paths.join(', ') },
      { id: 'types', title: words.types, cell: ({ types }) => types.join(', ') },
      { id: 'oldest', title: words.oldest, isInstant: true, cell: ({ oldest }) => ({ at: oldest }) },
      { id: 'newest', title: words.newest, isInstant: true, cell: ({ newest }) => ({ at: newest }) },
    ],
  };
}
