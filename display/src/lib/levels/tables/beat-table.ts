import type { Table } from '../../export/table.ts';
import type { BeatSpan } from '../beat-strip.ts';
import type { LevelContext } from '../level-context.ts';
import { writeSecond } from '../write-second.ts';

/** The stretches of a strip, the newest first. */
export function beatTable({ words, timeZone }: LevelContext, rows: readonly BeatSpan[]): Table<BeatSpan> {
  const { strip } = words;
  return {
    ...{ id: 'strip', title: strip.table, rows, keyOf: ({ fromMs }) => String(fromMs) },
    columns: [
      {
        ...{ id: 'from', isInstant: true, title: strip.from, isHead: true, cell: ({ fromMs }) => ({ at: fromMs }) },
        write: ({ fromMs }) => writeSecond(fromMs, timeZone),
      },
      {
        ...{ id: 'to', isInstant: true, title: strip.to, cell: ({ toMs }) => ({ at: toMs }) },
        write: ({ toMs }) => writeSecond(toMs, timeZone),
      },
      { id: 'beats', title: strip.beats, cell: ({ beats }) => beats },
      { id: 'state', title: words.state.state, cell: ({ state }) => strip.states[state] },
    ],
  };
}
