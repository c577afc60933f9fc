import { paymentMethods } from '../../events/kinds/parking.ts';
import type { PaymentMethod } from '../method.ts';
import { shiftOf, shifts, type Shift } from './shifts.ts';

/** A parking site as it is in the registry on the day. */
export type MoneySite = {
  readonly code: string;
  readonly unit: string;
  readonly operator: string;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly spaces: number | null;
};

/**
 * What a site's events of one hour come to: of one type, and of one method where the type has methods. Of the type `session`:
 * stays that were heard of first in that hour of the day.
 */
export type SiteHour = {
  readonly site: string;
  /** Whole hours since the day began. */
  readonly hour: number;
  readonly type: string;
  readonly method: string | null;
  readonly n: number;
  readonly amountVnd: number;
};

export type Taken = { readonly payments: number; readonly amountVnd: number };

/** How cars came and went, and what they paid. */
export type Traffic = {
  readonly entered: number;
  /**
   * Stays of which anything was heard: that came, paid or left. Each counts once, where it was heard of first; one over midnight
   * is a stay of either day.
   */
  readonly sessions: number;
  /** Stays that ended. */
  readonly exited: number;
  readonly payments: number;
  readonly paidVnd: number;
  readonly failed: number;
  readonly cashPayments: number;
};

/** What was paid, and what was tried in vain, by each method. */
export type ByMethod = {
  readonly methods: Readonly<Record<PaymentMethod, Taken>>;
  readonly failedBy: Readonly<Record<PaymentMethod, number>>;
};

/** Traffic with its methods. */
export type Heard = Traffic & ByMethod;

/** What a site's own events say of a day. */
export type SiteHeard = Heard & {
  readonly shifts: Readonly<Record<Shift, Heard>>;
  /** Hours of the day in which it was heard of. */
  readonly heardHours: number;
};

/** A site's day by its own events. */
export type SiteDay = SiteHeard & { readonly site: MoneySite };

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const none: Traffic = { entered: 0, sessions: 0, exited: 0, payments: 0, paidVnd: 0, failed: 0, cashPayments: 0 };

/** The sum of several days or shifts. */
export function sumTraffic(all: readonly Traffic[]): Traffic {
  const sum: Mutable<Traffic> = { ...none };
  for (const one of all) for (const key of Object.keys(none) as (keyof Traffic)[]) sum[key] += one[key];
  return sum;
}

/** The sum of several sites, operators or shifts, method by method. */
export function sumHeard(all: readonly Heard[]): Heard {
  return {
    ...sumTraffic(all),
    methods: byName(paymentMethods, (method) => ({
      payments: all.reduce((sum, one) => sum + one.methods[method].payments, 0),
      amountVnd: all.reduce((sum, one) => sum + one.methods[method].amountVnd, 0),
    })),
    failedBy: byName(paymentMethods, (method) => all.reduce((sum, one) => sum + one.failedBy[method], 0)),
  };
}

/** The shifts of several sites together. */
export function sumShifts(days: readonly SiteHeard[]): SiteHeard['shifts'] {
  return byName(shifts, (shift) => sumHeard(days.map((one) => one.shifts[shift])));
}

/** The share of payments in cash; null without a payment. */
export function cashShare({ cashPayments, payments }: Pick<Traffic, 'cashPayments' | 'payments'>): number | null {
  return payments === 0 ? null : cashPayments / payments;
}

/** Adds up a site's hours; of none it has a day of nothing with no hour heard. */
export function toSiteHeard(hours: readonly SiteHour[]): SiteHeard {
  const byShift = byName(shifts, nothingYet);
  for (const { hour, type, method, n, amountVnd } of hours) {
    const shift = byShift[shiftOf(Math.min(hour, 23))];
    const named = method as PaymentMethod;
    if (type === 'parking.entered') shift.entered += n;
    else if (type === 'parking.exited') shift.exited += n;
    else if (type === 'session') shift.sessions += n;
    else if (type === 'parking.failed') {
      shift.failed += n;
      shift.failedBy[named] += n;
    } else if (type === 'parking.paid') {
      shift.payments += n;
      shift.paidVnd += amountVnd;
      if (named === 'cash') shift.cashPayments += n;
      shift.methods[named].payments += n;
      shift.methods[named].amountVnd += amountVnd;
    }
  }
  const heardHours = new Set(hours.filter(({ type }) => type !== 'parking.settled').map(({ hour }) => hour)).size;
  return { ...sumHeard(Object.values(byShift)), shifts: byShift, heardHours };
}

function nothingYet() {
  return {
    ...none,
    methods: byName(paymentMethods, (): Mutable<Taken> => ({ payments: 0, amountVnd: 0 })),
    failedBy: byName(paymentMethods, () => 0),
  };
}

function byName<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
