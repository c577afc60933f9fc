import type { RuleCity } from './city.ts';
import { heldName } from './held-name.ts';
import { instancesOn } from './instance.ts';
import type { Rule } from './rule.ts';

/** Which forecasts and KPIs rules ask for: places; and of each KPI which units ('' is the city). */
export type ReadingsAsked = {
  readonly places: readonly string[];
  readonly kpis: ReadonlyMap<string, readonly string[]>;
  readonly names: ReadonlySet<string>;
};

/** What has to be worked out for rules on a civil day. */
export function readingsAskedBy(rules: readonly Rule[], city: RuleCity, day: string): ReadingsAsked {
  const places = new Set<string>();
  const kpis = new Map<string, Set<string>>();
  const names = new Set<string>();
  const asking = rules.filter(({ when: { kind } }) => kind === 'forecast' || kind === 'kpi');
  for (const { rule, target } of instancesOn(asking, city, day)) {
    const name = heldName(rule.when, target.name);
    if (name === undefined) continue;
    names.add(name);
    if (rule.when.kind === 'forecast') places.add(target.name);
    if (rule.when.kind !== 'kpi') continue;
    const units = kpis.get(rule.when.kpi) ?? new Set<string>();
    kpis.set(rule.when.kpi, units.add(target.name));
  }
  return { places: [...places], kpis: new Map([...kpis].map(([kpi, units]) => [kpi, [...units]])), names };
}
