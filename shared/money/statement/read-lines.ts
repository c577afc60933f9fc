import type { RawTable } from '../../locality/pack-files.ts';
import { keepNumber, type Hide } from './hide-personal.ts';
import type { StatementMapping } from './mapping.ts';
import { parseAmount, parseDay } from './parse-cells.ts';
import type { StatementFault, StatementProblem } from './problem.ts';
import { compileReference, type Reference, type ReferenceForm } from './reference.ts';

/** A transfer as it may be kept: nothing of who paid. `for` null: its words name nothing of ours, `textHash` tells them apart. */
export type StatementLine = {
  readonly row: number;
  readonly bookedDay: string;
  readonly amountVnd: number;
  readonly number: string | null;
  readonly for: Reference | null;
  readonly textHash: string | null;
};

/**
 * What a statement holds; `skipped` are rows of money that went out for something else. `toDay` is the last day it tells of,
 * by any row; null: it has no row.
 */
export type StatementRead = {
  readonly lines: readonly StatementLine[];
  readonly problems: readonly StatementProblem[];
  readonly skipped: number;
  readonly fromDay: string | null;
  readonly toDay: string | null;
};

type ColumnName = keyof StatementMapping['columns'];
type Columns = Readonly<Partial<Record<ColumnName, number>>>;
type Cell = (name: ColumnName) => string;

const headerWithin = 40;
export const mostLines = 100_000;

/** Reads the cells of a statement. Banks put words above the titles and sums below the lines: both are passed over. */
export function readLines(table: RawTable, mapping: StatementMapping, hide: Hide): StatementRead {
  const form = compileReference(mapping.reference);
  if ('fault' in form) throw new Error(`the mapping ${mapping.code}: ${form.fault}`);
  const titles = Object.values(mapping.columns).filter((title) => title !== null);
  const header = table
    .slice(0, headerWithin)
    .findIndex((row) => titles.every((title) => row.some((cell) => isSame(cell, title))));
  if (header < 0) return unreadStatement('no-header', titles.map((title) => `“${title}”`).join(', '));
  const rows = table.slice(header + 1);
  if (rows.length > mostLines) return unreadStatement('too-many', String(mostLines));
  const columns = findColumns(table[header] ?? [], mapping);
  return readRows(rows, header + 2, (cells) => {
    const cell: Cell = (name) => cells[columns[name] ?? -1]?.trim() ?? '';
    // A sum, a remark or an empty row has no date.
    return cell('date') === '' ? undefined : readRow(cell, mapping, form, hide);
  });
}

type ReadRow = (cells: readonly string[]) => Omit<StatementLine, 'row'> | RowFault | undefined;

function readRows(rows: RawTable, firstRow: number, readRow: ReadRow): StatementRead {
  const lines: StatementLine[] = [];
  const problems: StatementProblem[] = [];
  const days: string[] = [];
  for (const [at, cells] of rows.entries()) {
    const read = readRow(cells);
    if (!read) continue;
    if ('fault' in read) {
      problems.push({ row: firstRow + at, ...read });
      continue;
    }
    days.push(read.bookedDay);
    if (read.for !== null || read.amountVnd > 0) lines.push({ row: firstRow + at, ...read });
  }
  if (days.length === 0 && problems.length === 0) return unreadStatement('no-lines', '');
  days.sort();
  const skipped = days.length - lines.length;
  return { lines, problems, skipped, fromDay: days[0] ?? null, toDay: days.at(-1) ?? null };
}

/** `column` is its title. */
type RowFault = Omit<StatementProblem, 'row'>;

function readRow(
  cell: Cell,
  mapping: StatementMapping,
  form: ReferenceForm,
  hide: Hide,
): Omit<StatementLine, 'row'> | RowFault {
  const bookedDay = parseDay(cell('date'), mapping.dateFormat);
  if (bookedDay === undefined) return { fault: 'bad-date', column: mapping.columns.date, detail: safe(cell('date')) };
  const amount = readAmount(cell, mapping);
  if ('fault' in amount) return amount;
  const text = cell('text');
  const found = form.find(text) ?? null;
  return {
    ...{ bookedDay, amountVnd: amount.amountVnd, number: keepNumber(cell('number'), hide), for: found },
    textHash: found === null && text !== '' ? hide(text) : null,
  };
}

type Amount = { readonly amountVnd: number } | RowFault;

function readAmount(cell: Cell, { sign, decimal, columns }: StatementMapping): Amount {
  const titleOf = (name: ColumnName): string => columns[name] ?? '';
  const read = (name: ColumnName): Amount => {
    const text = cell(name);
    const parsed = text === '' ? { amountVnd: 0 } : parseAmount(text, decimal);
    return 'fault' in parsed ? { fault: parsed.fault, column: titleOf(name), detail: safe(text) } : parsed;
  };
  if (sign === 'columns') return readSides(read('credit'), read('debit'), titleOf('credit'));
  const amount = read('amount');
  if ('fault' in amount) return amount;
  if (cell('amount') === '') return { fault: 'no-amount', column: titleOf('amount'), detail: '' };
  return { amountVnd: sign === 'inverted' && amount.amountVnd !== 0 ? -amount.amountVnd : amount.amountVnd };
}

/** Money in and money out, of which a row has one. */
function readSides(credit: Amount, debit: Amount, column: string): Amount {
  if ('fault' in credit) return credit;
  if ('fault' in debit) return debit;
  const [isIn, isOut] = [credit.amountVnd !== 0, debit.amountVnd !== 0];
  if (isIn && isOut) return { fault: 'both-sides', column, detail: '' };
  if (!isIn && !isOut) return { fault: 'no-amount', column, detail: '' };
  // Some banks write what went out with a minus in a column of its own.
  return { amountVnd: isIn ? credit.amountVnd : -Math.abs(debit.amountVnd) };
}

/** What may be told of a cell that is not what its column says: were columns mixed up, a name could stand in it. */
function safe(text: string): string {
  return text.replaceAll(/\p{L}+/gu, '…').slice(0, 30);
}

function findColumns(header: readonly string[], { columns }: StatementMapping): Columns {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, title]) =>
      title === null ? [] : [[name, header.findIndex((cell) => isSame(cell, title))]],
    ),
  );
}

/** Titles are the same whatever their case, marks and spaces. */
function isSame(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** A statement of which nothing could be read, and why. */
export function unreadStatement(fault: StatementFault, detail: string): StatementRead {
  return { lines: [], problems: [{ row: 0, column: '', fault, detail }], skipped: 0, fromDay: null, toDay: null };
}
