import type { Cell } from './row.ts';

/** An event at its source's own time; `wallMs` is what the source's clock on the wall showed. */
export type SourceEvent = {
  readonly type: string;
  readonly id: string;
  readonly asset: string;
  readonly wallMs: number;
  readonly line: number;
  readonly data: SourceData;
};
export type SourceData = { readonly [field: string]: Exclude<Cell, null> | SourceData };
