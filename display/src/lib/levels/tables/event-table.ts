import type { TypeName } from '#shared/events/catalogue.ts';
import type { Table } from '../../export/table.ts';
import { writeSecond } from '../write-second.ts';
import type { LevelContext } from '../level-context.ts';

/** An event as it is shown: nothing personal in it. */
export type EventLine = {
  readonly key: string;
  readonly timeMs: number;
  readonly receivedMs: number;
  readonly asset: string;
  readonly type: string;
  readonly what: string;
};

/** The latest events of a unit, an asset or a source. */
export function eventTable(
  { words, format, hrefOf, timeZone }: LevelContext,
  rows: readonly EventLine[],
): Table<EventLine> {
  const { events } = words;
  const names: Readonly<Record<string, string>> = format.words.event satisfies Record<TypeName, string>;
  return {
    ...{ id: 'events', title: events.title, rows, keyOf: ({ key }) => key },
    columns: [
      {
        ...{ id: 'time', isInstant: true, title: events.time, isHead: true, cell: ({ timeMs }) => ({ at: timeMs }) },
        write: ({ timeMs }) => writeSecond(timeMs, timeZone),
      },
      { id: 'asset', title: events.asset, cell: ({ asset }) => asset, link: ({ asset }) => hrefOf('asset', asset) },
      { id: 'type', title: events.type, cell: ({ type }) => type, write: ({ type }) => names[type] ?? type },
      { id: 'what', title: events.what, isLong: true, cell: ({ what }) => what },
      {
        ...{ id: 'received', isInstant: true, title: events.received, cell: ({ receivedMs }) => ({ at: receivedMs }) },
        write: ({ receivedMs }) => writeSecond(receivedMs, timeZone),
      },
    ],
  };
}
