import type { WorldSize } from '#shared/store/list-world-sizes.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { Table } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { worldsWords } from '../words/worlds-words.ts';

/** Worlds and what is counted of each, as a file has them. */
export function worldsTable(rows: readonly WorldSize[], language: Language): Table<WorldSize> {
  const words = worldsWords[language];
  const instant = (at: Date | null) => at && { at: at.toISOString() };
  return {
    ...{ id: 'worlds', title: words.title, rows, keyOf: ({ world }) => world },
    columns: [
      { id: 'world', title: words.world, isHead: true, cell: ({ world }) => world },
      { id: 'kind', title: words.kind, cell: ({ world }) => words.kinds[worldKind(world)] },
      { id: 'counted', title: words.counted, cell: ({ counted }) => counted },
      { id: 'first', title: words.first, isInstant: true, cell: ({ firstHour }) => instant(firstHour) },
      { id: 'last', title: words.last, isInstant: true, cell: ({ lastHour }) => instant(lastHour) },
      { id: 'keys', title: words.keys, cell: ({ keys }) => keys },
    ],
  };
}
