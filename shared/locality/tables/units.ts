import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable, type RowOf } from '../table.ts';

/** Wards, communes and special zones: the point lies inside; area in square kilometres; population in people. */
export const units = defineTable(
  'units.csv',
  {
    code: cells.code,
    type: cells.oneOf(['phuong', 'xa', 'dac_khu']),
    name: cells.name,
    name_en: cells.name,
    /** The unit above; empty: the city itself. */
    parent: orEmpty(cells.code),
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    lon: cells.longitude,
    lat: cells.latitude,
    area_km2: cells.numberWithin(0.001, 100_000),
    population: cells.wholeNumber(1, 100_000_000),
    placeholder: cells.flag,
  },
  ['parent', 'valid_to', 'placeholder'],
);
export type Unit = RowOf<typeof units>;
