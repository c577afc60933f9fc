import type { Priority } from '#shared/wire/duty.ts';
import type { MarkShape } from '../admin/mark-shape.ts';

/** What a cell tells: words or a code, a number, an instant; null: not known, which is never a zero. */
export type Cell = string | number | null | { readonly at: string | number };

/**
 * A column of a table that is described once: the page, the workbook and the CSV are made from it. Only the page has
 * `write` (how a number looks), `link`, `links`, `mark` and `priority`.
 */
export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => Cell;
  readonly write?: (row: Row) => string;
  readonly link?: (row: Row) => string | null;
  /** Several things in one cell, each with the way to it. */
  readonly links?: (row: Row) => readonly { readonly href: string; readonly text: string }[];
  readonly mark?: (row: Row) => MarkShape;
  readonly priority?: (row: Row) => { readonly priority: Priority; readonly isOver: boolean };
  /** Its cells are instants (or not known): a file has them twice, as ISO 8601 and on the city's clock. */
  readonly isInstant?: boolean;
  /** It names the row. */
  readonly isHead?: boolean;
  /** It is long, and may be broken anywhere. */
  readonly isLong?: boolean;
  /** Drawn by the page in its own way; a file has the text. */
  readonly isDrawn?: boolean;
  /** Told on the page by another column, so that only a file has it by itself. */
  readonly isFileOnly?: boolean;
};

/** A table: what it is called, its columns and its rows. */
export type Table<Row> = {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
};

/** A table of whatever rows, to be written. */
// The rows of a table are known to its columns alone.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type AnyTable = Table<any>;

/** A table for which only the columns are known yet. */
export type Columns<Row> = readonly Column<Row>[];

/** What is said in a file of where it comes from: filter, as-of, version. Each a line above the columns. */
export type About = { readonly lines: readonly string[]; readonly timeZone: string };
