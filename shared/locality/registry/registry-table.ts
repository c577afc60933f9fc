import type { Pack } from '../pack.ts';

/** A value in a cell of the registry. */
export type RegistryCell = string | number | boolean | null;

/**
 * A row of the registry and when it holds: `from` to before `to` (null: no end), on the axis of its table. `editedBy`
 * not null: set by a command, not taken from a folder.
 */
export type RegistryRow = {
  readonly values: Readonly<Record<string, RegistryCell>>;
  readonly from: string;
  readonly to: string | null;
  readonly editedBy: string | null;
};

type ColumnType = 'text' | 'integer' | 'double precision' | 'boolean';

/**
 * A table of the registry that is filled from a city's folder. Rows of one key never hold at the same time. `axis` says
 * how time is written: civil days (`2026-11-23`), or the instants at which they begin (ISO 8601, UTC), both of which
 * sort as text. A table with `dayColumn` speaks of single days: that column, not two, says when its rows hold.
 */
export type RegistryTable = {
  readonly name: string;
  readonly axis: 'days' | 'instants';
  readonly dayColumn?: 'date' | 'valid_from';
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns that a folder names otherwise. */
  readonly packNames: Readonly<Record<string, string>>;
  /** The file of a city's folder in which a row of these values stands. */
  readonly fileOf: (values: RegistryRow['values']) => string;
  /** The rows that a pack says. */
  readonly rowsOf: (pack: Pack) => RegistryRow[];
};

/** What tells one thing from another in a table, for a person too. */
export function keyOf(table: RegistryTable, values: RegistryRow['values']): string {
  return table.key.map((column) => String(values[column])).join(' ');
}
