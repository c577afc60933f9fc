import type { Heard } from '../expected/coverage.ts';
import type { CountRow, SlotRow } from '../formulas/tally.ts';

/** A count of a unit ('' the city) or of an asset in it, in the piece of time numbered `piece`. */
export type ReadCount = CountRow & { readonly piece: number; readonly unit: string; readonly scope: string };

/** A slot of a unit's distribution ('' the city's), in the piece of time numbered `piece`. */
export type ReadSlot = SlotRow & { readonly piece: number; readonly unit: string };

/** Rows by unit. */
export type ByUnit<Row> = ReadonlyMap<string, readonly Row[]>;

/** What was counted in some hours: by unit, as `ReadCount` and `ReadSlot`. */
export type HourReadings = { readonly counts: ByUnit<ReadCount>; readonly slots: ByUnit<ReadSlot> };

/** Everything read for questions over the same days. */
export type Readings = {
  readonly counts: ByUnit<ReadCount>;
  readonly slots: ByUnit<ReadSlot>;
  readonly heard: ByUnit<Heard>;
};

export const noHours: HourReadings = { counts: new Map(), slots: new Map() };

/** Rows gathered by unit. */
export function byUnit<Row extends { readonly unit: string }>(rows: readonly Row[]): ByUnit<Row> {
  return Map.groupBy(rows, ({ unit }) => unit);
}
