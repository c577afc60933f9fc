import type { Table } from '../../export/table.ts';
import { fill } from '../../docs/docs-words.ts';
import { seenMarks, type AssetLine } from '../asset-line.ts';
import { countBeats, type BeatStrip } from '../beat-strip.ts';
import type { LevelContext } from '../level-context.ts';

/** The assets of a unit, or behind a source. */
export function assetTable(
  context: LevelContext,
  rows: readonly AssetLine[],
  { withUnit = false } = {},
): Table<AssetLine> {
  const { words, format, language, nameOf, hrefOf } = context;
  const { assets } = words;
  return {
    ...{ id: 'assets', title: assets.title, rows, keyOf: ({ code }) => code },
    columns: [
      {
        id: 'code',
        title: assets.code,
        isHead: true,
        cell: ({ code }) => code,
        link: ({ code }) => hrefOf('asset', code),
      },
      { id: 'kind', title: assets.kind, cell: ({ kind }) => format.words.kind[kind] },
      { id: 'name', title: assets.name, isLong: true, cell: ({ name }) => name?.[language] ?? '' },
      ...(withUnit
        ? [
            {
              ...{ id: 'unit', title: assets.unit, cell: ({ unit }: AssetLine) => nameOf(unit) },
              link: ({ unit }: AssetLine) => hrefOf('unit', unit),
            },
          ]
        : []),
      {
        ...{ id: 'state', title: assets.state, mark: ({ state }) => seenMarks[state] },
        cell: ({ state }) => writeState(context, state),
      },
      { id: 'strip', title: assets.strip, isDrawn: true, cell: ({ strip }) => strip && writeStrip(context, strip) },
      {
        id: 'heard',
        isInstant: true,
        title: assets.heard,
        cell: ({ heardMs }) => (heardMs === null ? null : { at: heardMs }),
      },
    ],
  };
}

/** The word for a state. */
export function writeState({ words, format }: LevelContext, state: AssetLine['state']): string {
  return state === 'unread' ? words.state.unread : format.words.state[state];
}

/** `48/50 nhịp`. */
export function writeStrip({ words }: LevelContext, strip: BeatStrip): string {
  return fill(strip.isPromised ? words.strip.short : words.strip.shortQuiet, countBeats(strip));
}
