import type { KpiId } from '../kpi-units.ts';
import { assetFormulas } from './assets.ts';
import type { Formula } from './formula.ts';
import { hotlineFormulas } from './hotline.ts';
import { recordFormulas } from './records.ts';
import { serviceFormulas } from './service.ts';

/** Every version of every KPI's formula there ever was. */
export const formulas: readonly Formula[] = [
  ...recordFormulas,
  ...serviceFormulas,
  ...hotlineFormulas,
  ...assetFormulas,
];

/** A version that a target names; undefined when there is no such version. */
export function formulaOf(list: readonly Formula[], kpi: KpiId, version: number): Formula | undefined {
  return list.find((formula) => formula.kpi === kpi && formula.version === version);
}

/** The version in use on a civil day. */
export function formulaOn(list: readonly Formula[], kpi: KpiId, day: string): Formula | undefined {
  return list
    .filter((formula) => formula.kpi === kpi && formula.since <= day)
    .reduce<Formula | undefined>((last, one) => (last && last.since > one.since ? last : one), undefined);
}
