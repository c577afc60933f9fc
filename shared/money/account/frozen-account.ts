import { putTogether, type DayAccount, type SiteAccount } from './day-account.ts';
import { unheard, type DayHeard } from './day-heard.ts';
import { sumKnown, type Bank } from './flow.ts';
import type { FrozenDay } from './freeze-day.ts';
import type { MoneySite } from './site-day.ts';

/** What is kept of a closed day, and the sites that the registry had then. */
export type Kept = {
  readonly figures: FrozenDay;
  readonly heard: DayHeard;
  readonly sites: readonly MoneySite[];
  readonly hours: number;
  readonly bankThrough: (operator: string) => string | null;
};

/**
 * The account of a closed day by what was kept of it, without its events. What was not kept is null: how cash had been before,
 * and what is due to operators whose transfers name no site.
 */
export function toFrozenAccount({ figures, heard, sites: registry, hours, bankThrough }: Kept): DayAccount {
  const { day, cutDay, differences } = figures;
  const known = new Map(registry.map((site) => [site.code, site]));
  const bySite = Map.groupBy(differences, ({ site }) => site ?? '');
  const sites = figures.sites.map(({ site: code, operator, ...frozen }): SiteAccount => {
    const nowhere = { code, operator, unit: '', name: null, lon: null, lat: null, spaces: null };
    return {
      ...(heard[code] ?? unheard).own,
      ...frozen,
      ...{ site: { ...(known.get(code) ?? nowhere), operator }, drift: null, differences: bySite.get(code) ?? [] },
    };
  });
  const bankOf = (operator: string): Bank => {
    const own = figures.sites.filter((one) => one.operator === operator);
    // A transfer that names nothing of ours is at no site; its difference is its amount.
    const strange = differences.filter((one) => one.class === 'unknown' && one.operator === operator);
    const atSites = sumKnown(own.map(({ bankedVnd }) => bankedVnd));
    return {
      dueVnd: sumKnown(own.map(({ dueVnd }) => dueVnd)),
      bankedVnd: atSites === null ? null : strange.reduce((sum, { amountVnd }) => sum - amountVnd, atSites),
    };
  };
  const namelessPayments = Object.values(heard).reduce((sum, { nameless }) => sum + nameless, 0);
  const paidTo = differences.map(({ operator }) => operator);
  return putTogether({ day, cutDay, hours, sites, differences, bankOf, bankThrough, namelessPayments, paidTo });
}
