import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable, type RowOf } from '../table.ts';

/** Operators of cashless parking. */
export const operators = defineTable('operators.csv', { code: cells.code, name: cells.name });

/** Parking sites, `B001`…; empty `spaces`: not known. */
export const parking = defineTable(
  'parking.csv',
  {
    code: cells.code,
    unit: cells.code,
    operator: cells.code,
    name: orEmpty(cells.name),
    lon: cells.longitude,
    lat: cells.latitude,
    spaces: orEmpty(cells.wholeNumber(1, 100_000)),
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    placeholder: cells.flag,
  },
  ['name', 'spaces', 'valid_to'],
);
export type ParkingSite = RowOf<typeof parking>;
