import type { TableName } from './pack.ts';

/** A table as text: its header, then its rows, as many as a spreadsheet would count; an empty row is []. */
export type RawTable = readonly (readonly string[])[];

/** A city's folder as it was read, not checked; what is not there is missing. */
export type PackFiles = {
  readonly header?: unknown;
  readonly alerts?: unknown;
  readonly tables: { readonly [Name in TableName]?: RawTable };
};
