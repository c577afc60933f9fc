import type { TableName } from './pack.ts';

/** A table as text: its header, then its rows, as many as a spreadsheet would count; an empty row is []. */
export type RawTable = readonly (readonly string[])[];

/** A YAML file as it was read; `lines` gives the line of each path in it, as `rules.0.when`. */
export type SettingsFile = { readonly document: unknown; readonly lines: Readonly<Record<string, number>> };

/** A city's folder as it was read, not checked; what is not there is missing. */
export type PackFiles = {
  readonly header?: unknown;
  readonly alerts?: unknown;
  readonly rules?: SettingsFile | undefined;
  readonly walls?: unknown;
  readonly water?: unknown;
  /** Markdown by the name of its file. */
  readonly runbooks?: Readonly<Record<string, string>> | undefined;
  readonly tables: { readonly [Name in TableName]?: RawTable };
};
