import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { staffRoles } from '../../events/kinds/staff.ts';
import { defineTable, type RowOf } from '../table.ts';

/**
 * Who is to be on duty at a point or branch, role by role. Own officers and those transferred from the city together are
 * its `staff`; lawyers and volunteers come beside them. Volunteers have the days of their campaign. A role without a row
 * is one that nobody told of: not known, not none.
 */
export const establishment = defineTable(
  'establishment.csv',
  {
    point: cells.code,
    role: cells.oneOf(staffRoles),
    people: cells.wholeNumber(0, 2_000),
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    campaign: orEmpty(cells.name),
    source: orEmpty(cells.textOf(400)),
    placeholder: cells.flag,
  },
  ['valid_to', 'campaign', 'source', 'placeholder'],
  true,
);
export type EstablishmentRow = RowOf<typeof establishment>;
