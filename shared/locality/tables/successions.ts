import * as cells from '../cells.ts';
import { defineTable, type RowOf } from '../table.ts';

/**
 * Units that were merged, split or renumbered: from `valid_from` on, what was counted for the old unit is read as the
 * new one's. A unit split into several has a row for each. The events themselves keep the unit they came with.
 */
export const successions = defineTable(
  'successions.csv',
  { old_unit: cells.code, new_unit: cells.code, valid_from: cells.day },
  [],
  true,
);
export type UnitSuccession = RowOf<typeof successions>;
