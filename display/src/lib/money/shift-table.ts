import { shifts, type Shift } from '#shared/money/account/shifts.ts';
import { cashShare, type SiteHeard } from '#shared/money/account/site-day.ts';
import type { Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { heardColumns, writeOr, type HeardRow } from './heard-columns.ts';
import type { MoneyWords } from './words/money-words.ts';

export type ShiftRow = HeardRow & { readonly shift: Shift };

type Wish = { readonly words: MoneyWords; readonly format: Format };

/** A day by working shifts, of the city or of a site: the page and its files are made from it. `heardHours`: of the whole day. */
export function describeShifts(
  { byShift, heardHours }: { readonly byShift: SiteHeard['shifts']; readonly heardHours: number },
  wish: Wish,
): Table<ShiftRow> {
  const { words, format } = wish;
  const share = (row: ShiftRow): number | null => {
    const value = cashShare(row);
    return value === null ? null : Math.round(value * 1_000) / 10;
  };
  return {
    ...{ id: 'shifts', title: words.site.shiftsTitle, keyOf: ({ shift }) => shift },
    rows: shifts.map((shift) => ({ ...byShift[shift], shift, heardHours })),
    columns: [
      { id: 'shift', title: words.site.shift, isHead: true, cell: ({ shift }) => words.shifts[shift] },
      ...heardColumns(wish, true),
      {
        ...{ id: 'cash-share', title: words.sites.cash, cell: share },
        write: (row) => writeOr(cashShare(row), format.percent, words.unknown),
      },
    ],
  };
}
