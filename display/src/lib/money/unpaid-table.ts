import type { UnpaidExit } from '#shared/store/list-unpaid-exits.ts';
import type { Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { writeSecond } from '../levels/write-second.ts';
import type { MoneyWords } from './words/money-words.ts';

type Wish = {
  readonly words: MoneyWords;
  readonly format: Format;
  readonly timeZone: string;
  /** The page of the site's events, from the place of one backwards. */
  readonly linkOf: (place: string) => string;
};

/** Cars that left a site unpaid, each with the way to its event: nothing in it names the stay or the car. */
export function describeUnpaid(
  rows: readonly UnpaidExit[],
  { words, format, timeZone, linkOf }: Wish,
): Table<UnpaidExit> {
  const minutes = ({ stayS }: UnpaidExit): number => Math.round(stayS / 60);
  return {
    ...{ id: 'unpaid', title: words.site.unpaidTitle, rows, keyOf: ({ seq, idx }) => `${seq}-${idx}` },
    columns: [
      {
        ...{ id: 'left', isInstant: true, isHead: true, title: words.site.leftAt },
        cell: ({ timeMs }) => ({ at: timeMs }),
        write: ({ timeMs }) => writeSecond(timeMs, timeZone),
        // The page shows what lies before a place; this event is to be the first of it.
        link: ({ timeMs, seq, idx }) => linkOf(`${timeMs}-${seq}-${idx + 1}`),
      },
      {
        ...{ id: 'stayed', title: words.site.stayed, cell: minutes },
        write: (row) => format.whole(minutes(row)),
      },
    ],
  };
}
