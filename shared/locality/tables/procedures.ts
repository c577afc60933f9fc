import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable, type RowOf } from '../table.ts';

/**
 * Administrative procedures: how far each can be done online, the working days the law allows (empty: not known; 0: the
 * same day), and whether it has been redesigned. `placeholder`: code or name are not the official ones.
 */
export const procedures = defineTable(
  'procedures.csv',
  {
    code: cells.code,
    name: cells.textOf(400),
    name_en: orEmpty(cells.textOf(400)),
    field: orEmpty(cells.name),
    level: cells.oneOf(['full', 'partial', 'none']),
    statutory_days: orEmpty(cells.numberWithin(0, 1_000)),
    redesigned: cells.flag,
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    placeholder: cells.flag,
  },
  ['name_en', 'field', 'valid_to', 'placeholder'],
);
export type Procedure = RowOf<typeof procedures>;
