import * as cells from '../cells.ts';
import { orEmpty } from '../cell.ts';
import { defineTable } from '../table.ts';

/** Kiosks (`K001`…) and reception robots (`R001`…); `point` is the service point or branch where one stands. */
export const kiosks = defineTable(
  'kiosks.csv',
  {
    code: cells.code,
    unit: cells.code,
    point: orEmpty(cells.code),
    type: cells.oneOf(['kiosk', 'robot']),
    name: orEmpty(cells.name),
    lon: cells.longitude,
    lat: cells.latitude,
    valid_from: cells.day,
    valid_to: orEmpty(cells.day),
    placeholder: cells.flag,
  },
  ['point', 'name', 'valid_to'],
);
