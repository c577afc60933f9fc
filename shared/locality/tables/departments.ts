import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable } from '../table.ts';

/** Departments and agencies of the city. */
export const departments = defineTable(
  'departments.csv',
  {
    code: cells.code,
    name: cells.name,
    name_en: cells.name,
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    placeholder: cells.flag,
  },
  ['valid_to', 'placeholder'],
);

/** Heads of units and departments as offices: who answers, without a person's name. Of a unit, a department or the city. */
export const offices = defineTable(
  'offices.csv',
  {
    code: cells.code,
    name: cells.name,
    name_en: cells.name,
    unit: orEmpty(cells.code),
    department: orEmpty(cells.code),
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
  },
  ['valid_to'],
);
