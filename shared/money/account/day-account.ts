import { differenceClasses, type DifferenceClass, type Difference } from '../match/difference.ts';
import type { Reconciled } from '../match/reconcile.ts';
import { cashDrift, type CashCount, type CashDrift } from './cash-drift.ts';
import { explain, type ExplainedDifference, type Explanation } from './explanation.ts';
import { sumBank, sumKnown, type Bank, type Flow } from './flow.ts';
import { findQuietSites, type QuietSite } from './quiet-sites.ts';
import { sumHeard, sumShifts, type Heard, type SiteDay } from './site-day.ts';

/** A site's day with all that is asked of it. */
export type SiteAccount = SiteDay &
  Flow & {
    /** Cars that left and named a stay of which no payment is known. */
    readonly unpaidExits: number;
    /** Null: too little to say. */
    readonly drift: CashDrift | null;
    readonly differences: readonly ExplainedDifference[];
  };

/** An operator's day; `bankThrough`: the last day its bank's statements tell of, null: there is none. */
export type OperatorAccount = Heard &
  Flow & {
    readonly operator: string;
    readonly bankThrough: string | null;
    /** Of all its sites. */
    readonly heardHours: number;
  };

/** What is known of a day: of how many sites, and of how much of their day. */
export type MoneyCoverage = {
  readonly sites: number;
  readonly heardHours: number;
  readonly hours: number;
  /** Sites of which nothing was heard. */
  readonly silent: readonly string[];
};

/** The sums of a class: how many differences, what they add up to, and what of it came late and is here. */
export type ClassSum = { readonly count: number; readonly amountVnd: number; readonly cameLateVnd: number };

/** A city's day of money, as known at the end of a civil day. */
export type DayAccount = {
  readonly day: string;
  readonly cutDay: string;
  readonly sites: readonly SiteAccount[];
  readonly city: Heard & Flow & Pick<SiteDay, 'shifts'>;
  readonly operators: readonly OperatorAccount[];
  readonly differences: readonly ExplainedDifference[];
  readonly classes: Readonly<Record<DifferenceClass, ClassSum>>;
  readonly coverage: MoneyCoverage;
  readonly quiet: readonly QuietSite[];
  /** Payments that name no stay: an exit may belong to one of them. */
  readonly namelessPayments: number;
};

/** What a day's account is made of, besides what was compared. */
export type DayParts = {
  readonly day: string;
  readonly cutDay: string;
  /** Whole hours of the day that are over. */
  readonly hours: number;
  readonly sites: readonly SiteDay[];
  readonly unpaidExits: ReadonlyMap<string, number>;
  readonly namelessPayments: number;
  readonly cashBefore: ReadonlyMap<string, CashCount>;
  readonly said: readonly Explanation[];
  readonly bankThrough: (operator: string) => string | null;
};

/** Puts a day together; every sum of the city is that of its parts. */
export function toDayAccount(parts: DayParts, { differences: found, keys, banked }: Reconciled): DayAccount {
  const { day, bankThrough } = parts;
  const differences = explain(found, parts.said);
  const statedOf = Map.groupBy(
    keys.filter(({ acceptedVnd }) => acceptedVnd !== null),
    ({ site }) => site,
  );
  const bySite = Map.groupBy(differences, ({ site }) => site ?? '');
  const bankedOf = Map.groupBy(banked, ({ site }) => site ?? '');
  const coarse = new Set(
    banked.filter(({ site, isNamed }) => site === null && isNamed).map(({ operator }) => operator),
  );
  const sites = parts.sites.map((own): SiteAccount => {
    const { code, operator } = own.site;
    return {
      ...own,
      statedVnd: sumKnown((statedOf.get(code) ?? []).map(({ statedVnd }) => statedVnd)),
      ...(coarse.has(operator)
        ? { dueVnd: null, bankedVnd: null }
        : sumBank(bankedOf.get(code) ?? [], bankThrough(operator), day)),
      unpaidExits: parts.unpaidExits.get(code) ?? 0,
      drift: cashDrift(own, parts.cashBefore.get(code) ?? { payments: 0, cashPayments: 0 }),
      differences: bySite.get(code) ?? [],
    };
  });
  const byOperator = Map.groupBy(banked, ({ operator }) => operator);
  const bankOf = (operator: string): Bank => sumBank(byOperator.get(operator) ?? [], bankThrough(operator), day);
  return putTogether({ ...parts, sites, differences, bankOf, paidTo: [...byOperator.keys()] });
}

/** Sites' accounts with what only the whole day tells; `paidTo`: operators to whom the bank's lines are, sites or not. */
export type Sums = Pick<DayParts, 'day' | 'cutDay' | 'hours' | 'namelessPayments' | 'bankThrough'> & {
  readonly sites: readonly SiteAccount[];
  readonly differences: readonly ExplainedDifference[];
  readonly bankOf: (operator: string) => Bank;
  readonly paidTo: readonly string[];
};

/** Adds sites up to operators and to the city. */
export function putTogether({ sites, differences, hours, bankOf, bankThrough, paidTo, ...of }: Sums): DayAccount {
  const names = new Set([...sites.map(({ site }) => site.operator), ...paidTo]);
  const operators = [...names].sort().map((operator): OperatorAccount => {
    const own = sites.filter(({ site }) => site.operator === operator);
    const statedVnd = sumKnown(own.map((one) => one.statedVnd));
    return {
      ...{ operator, bankThrough: bankThrough(operator), heardHours: sumHours(own, hours) },
      ...{ ...sumHeard(own), statedVnd, ...bankOf(operator) },
    };
  });
  return {
    ...{ day: of.day, cutDay: of.cutDay, sites, differences, namelessPayments: of.namelessPayments },
    city: {
      ...{ ...sumHeard(sites), shifts: sumShifts(sites), statedVnd: sumKnown(sites.map((one) => one.statedVnd)) },
      dueVnd: sumKnown(operators.map(({ dueVnd }) => dueVnd)),
      bankedVnd: sumKnown(operators.map(({ bankedVnd }) => bankedVnd)),
    },
    operators,
    classes: sumClasses(differences),
    coverage: {
      ...{ sites: sites.length, hours: hours * sites.length, heardHours: sumHours(sites, hours) },
      silent: sites.filter(({ heardHours }) => heardHours === 0).map(({ site }) => site.code),
    },
    quiet: findQuietSites(sites, Math.ceil(hours * 0.8)),
  };
}

/** Differences by class. */
export function sumClasses(differences: readonly Difference[]): Record<DifferenceClass, ClassSum> {
  const sums = Object.fromEntries(
    differenceClasses.map((kind): [DifferenceClass, ClassSum] => [kind, { count: 0, amountVnd: 0, cameLateVnd: 0 }]),
  ) as Record<DifferenceClass, ClassSum>;
  for (const { class: kind, amountVnd, cameLateVnd } of differences) {
    const before = sums[kind];
    sums[kind] = {
      count: before.count + 1,
      amountVnd: before.amountVnd + amountVnd,
      cameLateVnd: before.cameLateVnd + cameLateVnd,
    };
  }
  return sums;
}

function sumHours(sites: readonly SiteAccount[], hours: number): number {
  return sites.reduce((sum, { heardHours }) => sum + Math.min(heardHours, hours), 0);
}
