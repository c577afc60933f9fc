import { paymentMethods } from '#shared/events/kinds/parking.ts';
import type { Heard } from '#shared/money/account/site-day.ts';
import type { Column } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import type { MoneyWords } from './words/money-words.ts';

/** What these columns are of; where nothing was heard, none of it is known. */
export type HeardRow = Heard & { readonly heardHours: number };

type Wish = { readonly words: MoneyWords; readonly format: Format };
type Extra = Pick<Column<HeardRow>, 'isFileOnly'>;

/** Cars in and out, stays, payments, failures; then payments by method, on the page too if `areMethodsShown`. */
export function heardColumns({ words, format }: Wish, areMethodsShown: boolean): Column<HeardRow>[] {
  const { sites: says, methods: names } = words;
  const count = (id: string, title: string, of: (row: HeardRow) => number, extra: Extra = {}): Column<HeardRow> => {
    const cell = (row: HeardRow): number | null => (row.heardHours === 0 ? null : of(row));
    return { ...{ id, title, cell, ...extra }, write: (row) => writeOr(cell(row), format.whole, words.unknown) };
  };
  const hidden = { isFileOnly: true };
  return [
    count('entered', says.entered, ({ entered }) => entered),
    count('sessions', says.sessions, ({ sessions }) => sessions),
    count('exited', says.exited, ({ exited }) => exited),
    count('payments', says.payments, ({ payments }) => payments),
    count('failed', says.failed, ({ failed }) => failed),
    count('paid', says.paid, ({ paidVnd }) => paidVnd),
    ...paymentMethods.map((method) =>
      count(method, names[method], (row) => row.methods[method].payments, areMethodsShown ? {} : hidden),
    ),
    ...paymentMethods.flatMap((method) => [
      count(`${method}-vnd`, `${names[method]}: ${says.paid}`, (row) => row.methods[method].amountVnd, hidden),
      count(`${method}-failed`, `${names[method]}: ${says.failed}`, (row) => row.failedBy[method], hidden),
    ]),
  ];
}

/** A figure as it is written, or the sign of what is not known. */
export function writeOr(value: number | null, write: (value: number) => string, unknown: string): string {
  return value === null ? unknown : write(value);
}
