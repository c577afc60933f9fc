import type { OperatorAccount } from '#shared/money/account/day-account.ts';
import { writeDay } from '../admin/write-time.ts';
import type { Column, Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { heardColumns, writeOr } from './heard-columns.ts';
import type { MoneyWords } from './words/money-words.ts';

type Wish = { readonly words: MoneyWords; readonly format: Format };

/** A day operator by operator: cars, payments by method, and the way of the money. The page and its files are made from it. */
export function describeOperators(rows: readonly OperatorAccount[], wish: Wish): Table<OperatorAccount> {
  const { words, format } = wish;
  const vnd = (id: string, title: string, cell: (row: OperatorAccount) => number | null): Column<OperatorAccount> => ({
    ...{ id, title, cell },
    write: (row) => writeOr(cell(row), format.whole, words.unknown),
  });
  return {
    ...{ id: 'operators', title: words.operators.title, rows, keyOf: ({ operator }) => operator },
    columns: [
      { id: 'operator', title: words.sites.operator, isHead: true, cell: ({ operator }) => operator },
      ...heardColumns(wish, true),
      {
        ...vnd('stated', words.flow.stated, ({ statedVnd }) => statedVnd),
        write: ({ statedVnd }) => writeOr(statedVnd, format.whole, `${words.unknown} ${words.flow.notStated}`),
      },
      vnd('due', words.flow.due, ({ dueVnd }) => dueVnd),
      vnd('banked', words.flow.banked, ({ bankedVnd }) => bankedVnd),
      {
        ...{ id: 'through', title: words.operators.through },
        cell: ({ bankThrough }) => (bankThrough === null ? words.operators.noStatement : writeDay(bankThrough)),
      },
    ],
  };
}
