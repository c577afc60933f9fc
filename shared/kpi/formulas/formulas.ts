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

/** The newest version of each KPI's formula; of KPIs left out, the first. */
export type FormulaVersions = Readonly<Partial<Record<KpiId, number>>>;

/** The newest versions there are now. */
export const newestVersions: FormulaVersions = Object.fromEntries(
  formulas.filter(({ version }) => version > 1).map(({ kpi, version }) => [kpi, version]),
);

/** The formulas there were when these versions were the newest. */
export function formulasUpTo(newest: FormulaVersions): Formula[] {
  return formulas.filter(({ kpi, version }) => version <= (newest[kpi] ?? 1));
}

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
