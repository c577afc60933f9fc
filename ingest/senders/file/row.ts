/** A moment of the source, in milliseconds; kept apart from numbers so that it can be moved to the run's dates. */
export type Instant = { readonly instantMs: number };

/** An item's id (a call's, a fault's); it gains the pass of the replay, so that a loop's items are new ones. */
export type Item = { readonly item: string };

/** What a column or a value of a mapping holds for one row; null: nothing. */
export type Cell = string | number | boolean | Instant | Item | null;

/** One row of the file, or one cell of a wide one. `line` is the line in the file, for those who look into it. */
export type Row = {
  readonly line: number;
  readonly columns: ReadonlyMap<string, string>;
  /** Values worked out so far, and those a merge has put in place of the row's own. */
  readonly known: Map<string, Cell>;
};

export function isInstant(cell: Cell): cell is Instant {
  return cell !== null && typeof cell === 'object' && 'instantMs' in cell;
}

export function isItem(cell: Cell): cell is Item {
  return cell !== null && typeof cell === 'object' && 'item' in cell;
}

/** Why a row could not be mapped; the message is tallied, so it never carries a value of the row. */
export class RowProblem extends Error {}
