import type { BankedSum } from '../match/bank-step.ts';
import { differenceClasses, type DifferenceClass, type Difference } from '../match/difference.ts';
import type { Reconciled } from '../match/reconcile.ts';
import { cashDrift, type CashCount, type CashDrift } from './cash-drift.ts';
import { explain, type ExplainedDifference, type Explanation } from './explanation.ts';
import { findQuietSites, type QuietSite } from './quiet-sites.ts';
import { sumParts, sumTraffic, type SiteDay, type Traffic } from './site-day.ts';

/**
 * Money on its way: paid at sites, stated by operators, due at the bank, there. Null: the bank's references do not tell it
 * apart, or no statement of the bank was taken in.
 */
export type Flow = {
  readonly paidVnd: number;
  readonly statedVnd: number;
  readonly dueVnd: number | null;
  readonly bankedVnd: number | null;
};

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
export type OperatorAccount = Flow & { readonly operator: string; readonly bankThrough: string | null };

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
  readonly city: Traffic & Flow & Pick<SiteDay, 'methods' | 'failedBy' | 'shifts'>;
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
  const differences = explain(found, parts.said);
  const stated = sumBy(
    keys,
    ({ site }) => site,
    ({ statedVnd }) => statedVnd,
  );
  const bySite = Map.groupBy(differences, ({ site }) => site ?? '');
  const bankedOf = Map.groupBy(banked, ({ site }) => site ?? '');
  const coarse = new Set(
    banked.filter(({ site, dueVnd }) => site === null && dueVnd !== 0).map(({ operator }) => operator),
  );
  const sites = parts.sites.map((day): SiteAccount => {
    const { code, operator } = day.site;
    return {
      ...day,
      statedVnd: stated.get(code) ?? 0,
      ...(coarse.has(operator) ? { dueVnd: null, bankedVnd: null } : sumBank(bankedOf.get(code) ?? [])),
      ...(parts.bankThrough(operator) === null && { bankedVnd: null }),
      unpaidExits: parts.unpaidExits.get(code) ?? 0,
      drift: cashDrift(day, parts.cashBefore.get(code) ?? { payments: 0, cashPayments: 0 }),
      differences: bySite.get(code) ?? [],
    };
  });
  const operators = toOperators(sites, banked, parts.bankThrough);
  const isBankUnknown = operators.every(({ bankThrough }) => bankThrough === null);
  return {
    ...{ day: parts.day, cutDay: parts.cutDay, sites, differences, namelessPayments: parts.namelessPayments },
    city: {
      ...{ ...sumTraffic(sites), ...sumParts(sites), ...sumStated(sites), ...sumBank(banked) },
      ...(isBankUnknown && { bankedVnd: null }),
    },
    operators,
    classes: sumClasses(differences),
    coverage: {
      ...{ sites: sites.length, hours: parts.hours * sites.length },
      heardHours: sites.reduce((sum, { heardHours }) => sum + Math.min(heardHours, parts.hours), 0),
      silent: sites.filter(({ heardHours }) => heardHours === 0).map(({ site }) => site.code),
    },
    quiet: findQuietSites(sites, Math.ceil(parts.hours * 0.8)),
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

function toOperators(
  sites: readonly SiteAccount[],
  banked: readonly BankedSum[],
  bankThrough: DayParts['bankThrough'],
): OperatorAccount[] {
  const names = new Set([...sites.map(({ site }) => site.operator), ...banked.map(({ operator }) => operator)]);
  return [...names].sort().map((operator) => ({
    operator,
    ...sumStated(sites.filter(({ site }) => site.operator === operator)),
    ...sumBank(banked.filter((one) => one.operator === operator)),
    bankThrough: bankThrough(operator),
    ...(bankThrough(operator) === null && { bankedVnd: null }),
  }));
}

function sumStated(sites: readonly SiteAccount[]): Pick<Flow, 'paidVnd' | 'statedVnd'> {
  return {
    paidVnd: sites.reduce((sum, { paidVnd }) => sum + paidVnd, 0),
    statedVnd: sites.reduce((sum, { statedVnd }) => sum + statedVnd, 0),
  };
}

function sumBank(banked: readonly BankedSum[]): { dueVnd: number; bankedVnd: number } {
  return {
    dueVnd: banked.reduce((sum, { dueVnd }) => sum + dueVnd, 0),
    bankedVnd: banked.reduce((sum, { bankedVnd }) => sum + bankedVnd, 0),
  };
}

function sumBy<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  valueOf: (row: Row) => number,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + valueOf(row));
  return sums;
}
