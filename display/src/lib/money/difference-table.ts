import type { ExplainedDifference } from '#shared/money/account/explanation.ts';
import { needsReason } from '#shared/money/match/difference.ts';
import { writeDay } from '../admin/write-time.ts';
import type { Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { classMarks } from './class-marks.ts';
import type { MoneyWords } from './words/money-words.ts';

type Wish = { readonly words: MoneyWords; readonly format: Format; readonly linkOf: (site: string) => string };

/** The differences of a day as a table: the page and its files are made from it. */
export function describeDifferences(
  rows: readonly ExplainedDifference[],
  { words, format, linkOf }: Wish,
): Table<ExplainedDifference> {
  const { differences: says, steps, classes, methods } = words;
  const day = (text: string | null): string | null => (text === null ? null : writeDay(text));
  return {
    ...{ id: 'differences', title: says.title, rows, keyOf: ({ key }: ExplainedDifference) => key },
    columns: [
      {
        ...{ id: 'class', title: says.class, isHead: true, mark: (one) => classMarks[one.class] },
        cell: (one) => (one.isUnseenBefore ? `${classes[one.class]} (${says.unseen})` : classes[one.class]),
      },
      { id: 'step', title: says.step, cell: ({ step }) => steps[step] },
      {
        ...{ id: 'site', title: says.site, cell: ({ site }) => site ?? says.all },
        link: ({ site }) => (site === null ? null : linkOf(site)),
      },
      { id: 'operator', title: says.operator, cell: ({ operator }) => operator },
      { id: 'method', title: says.method, cell: ({ method }) => (method === null ? says.all : methods[method]) },
      {
        ...{ id: 'amount', title: says.amount, cell: ({ amountVnd }) => amountVnd },
        write: ({ amountVnd }) => writeSigned(amountVnd, format),
      },
      {
        ...{ id: 'cameLate', title: says.cameLate, cell: ({ cameLateVnd }) => cameLateVnd },
        write: ({ cameLateVnd }) => format.whole(cameLateVnd),
      },
      {
        id: 'payments',
        title: says.payments,
        cell: ({ payments }) => payments,
        write: ({ payments }) => writeSigned(payments, format),
      },
      { id: 'due', title: says.due, cell: ({ dueDay }) => day(dueDay) },
      { id: 'came', title: says.came, cell: ({ cameDay }) => day(cameDay) },
      {
        ...{ id: 'explanation', title: says.explanation, isLong: true },
        cell: (one) => one.explanation?.words ?? (needsReason(one) ? says.needed : null),
      },
    ],
  };
}

/** `+5.000`, `−5.000`, `0`. */
export function writeSigned(value: number, format: Format): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${format.whole(Math.abs(value))}`;
}
