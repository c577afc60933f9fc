import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable, type RowOf } from '../table.ts';

const counters = cells.wholeNumber(0, 500);
const staff = cells.wholeNumber(0, 2_000);

/** Public service points, `P<unit>`: hours, counters, and staff as established. `branch` is the branch it belongs to. */
export const points = defineTable(
  'points.csv',
  {
    code: cells.code,
    unit: cells.code,
    branch: orEmpty(cells.code),
    name: cells.name,
    address: orEmpty(cells.name),
    lon: cells.longitude,
    lat: cells.latitude,
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    opening: cells.opening,
    counters,
    staff,
    placeholder: cells.flag,
  },
  ['branch', 'address', 'valid_to'],
);
export type ServicePoint = RowOf<typeof points>;

/** Branches of the one-stop centre, `C01`…, each over several service points. */
export const branches = defineTable(
  'branches.csv',
  {
    code: cells.code,
    unit: cells.code,
    name: cells.name,
    name_en: cells.name,
    address: orEmpty(cells.name),
    lon: cells.longitude,
    lat: cells.latitude,
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    opening: cells.opening,
    counters,
    staff,
    placeholder: cells.flag,
  },
  ['address', 'valid_to'],
);
export type Branch = RowOf<typeof branches>;
