import { z } from 'zod';
import type { Cell } from './cell.ts';

type Cells = Readonly<Record<string, Cell<unknown>>>;

/** A table of a city's folder: its file, its columns in order, those a file may leave out, and its rows' schema. */
export type Table<Row = unknown> = {
  readonly file: string;
  readonly columns: readonly string[];
  readonly mayLack: ReadonlySet<string>;
  /** A folder may be without this file: the table is empty then. */
  readonly isOptional: boolean;
  readonly row: z.ZodType<Row>;
};

/** Declares a table; `mayLack` names columns whose cells are empty in a file without them. */
export function defineTable<Columns extends Cells>(
  file: string,
  columns: Columns,
  mayLack: readonly (keyof Columns & string)[] = [],
  isOptional = false,
): Table<{ [Name in keyof Columns]: z.output<Columns[Name]> }> {
  type Row = { [Name in keyof Columns]: z.output<Columns[Name]> };
  const row = z.strictObject(columns) as unknown as z.ZodType<Row>;
  return { file, columns: Object.keys(columns), mayLack: new Set(mayLack), isOptional, row };
}

/** A row of a table. */
export type RowOf<Declared extends Table> = Declared extends Table<infer Row> ? Row : never;
