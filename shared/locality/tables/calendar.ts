import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable, type RowOf } from '../table.ts';

/**
 * Days that are not what their weekday says: `holiday` (offices closed), `compensatory_work` (a day of rest that is
 * worked), `school_holiday` (offices open, schools closed). `expected`: not decreed yet when this was written.
 */
export const calendar = defineTable(
  'calendar.csv',
  {
    date: cells.day,
    name: cells.name,
    name_en: cells.name,
    kind: cells.oneOf(['holiday', 'compensatory_work', 'school_holiday']),
    status: orEmpty(cells.oneOf(['decreed', 'expected'])),
    source: orEmpty(cells.textOf(400)),
  },
  ['status', 'source'],
);
export type CalendarDay = RowOf<typeof calendar>;
