import * as cells from '../cells.ts';
import { cell, orEmpty } from '../cell.ts';
import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import { defineTable, type RowOf } from '../table.ts';

const kpi = cell(
  {
    vi: `không có chỉ số này; có ${Object.keys(kpiUnits).join(', ')}`,
    en: `there is no such KPI; there are ${Object.keys(kpiUnits).join(', ')}`,
  },
  (text): KpiId | undefined => (Object.hasOwn(kpiUnits, text) ? (text as KpiId) : undefined),
);

/** Whose target it is: `all`, or a kind and a code such as `type:phuong`, `unit:00070`, `department:…`, `branch:C01`. */
const unitSet = cell(
  {
    vi: 'chỉ nhận all, type:<loại>, unit:<mã>, department:<mã> hoặc branch:<mã>',
    en: 'must be all, type:<type>, unit:<code>, department:<code> or branch:<code>',
  },
  (text) => (/^(all|(type|unit|department|branch):[A-Za-z0-9][A-Za-z0-9._-]*)$/.test(text) ? text : undefined),
);

/**
 * KPI targets from `from` (inclusive) to `to` (exclusive; empty: no end), in the KPI's unit, shares as 0 to 1. Several
 * sets hold at once. `period` is what must reach it: the `whole` time, or each calendar `month` by itself.
 */
export const targets = defineTable(
  'targets.csv',
  {
    set: cells.code,
    kpi,
    formula_version: cells.wholeNumber(1, 1_000),
    unit_set: unitSet,
    from: cells.day,
    to: orEmpty(cells.day),
    target: cells.numberWithin(0, 1e15),
    direction: cells.oneOf(['at_least', 'at_most']),
    office: orEmpty(cells.code),
    period: orEmpty(cells.oneOf(['whole', 'month'])),
    source: orEmpty(cells.textOf(400)),
  },
  ['to', 'office', 'period', 'source'],
);
export type Target = RowOf<typeof targets>;
