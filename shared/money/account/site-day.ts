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

/** What a site's events of one hour come to: of one type, and of one method where the type has methods. */
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
  /** Stays that ended. */
  readonly exited: number;
  readonly payments: number;
  readonly paidVnd: number;
  readonly failed: number;
  readonly cashPayments: number;
};

/** What a site's own events say of a day. */
export type SiteHeard = Traffic & {
  readonly methods: Readonly<Record<PaymentMethod, Taken>>;
  readonly failedBy: Readonly<Record<PaymentMethod, number>>;
  readonly shifts: Readonly<Record<Shift, Traffic>>;
  /** Hours of the day in which it was heard of. */
  readonly heardHours: number;
};

/** A site's day by its own events. */
export type SiteDay = SiteHeard & { readonly site: MoneySite };

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const none: Traffic = { entered: 0, exited: 0, payments: 0, paidVnd: 0, failed: 0, cashPayments: 0 };

/** The sum of several days or shifts. */
export function sumTraffic(all: readonly Traffic[]): Traffic {
  const sum: Mutable<Traffic> = { ...none };
  for (const one of all) for (const key of Object.keys(none) as (keyof Traffic)[]) sum[key] += one[key];
  return sum;
}

/** Shifts and methods of several sites together. */
export function sumParts(days: readonly SiteDay[]): Pick<SiteDay, 'methods' | 'failedBy' | 'shifts'> {
  return {
    methods: byName(paymentMethods, (method) => ({
      payments: days.reduce((sum, one) => sum + one.methods[method].payments, 0),
      amountVnd: days.reduce((sum, one) => sum + one.methods[method].amountVnd, 0),
    })),
    failedBy: byName(paymentMethods, (method) => days.reduce((sum, one) => sum + one.failedBy[method], 0)),
    shifts: byName(shifts, (shift) => sumTraffic(days.map((one) => one.shifts[shift]))),
  };
}

/** The share of payments in cash; null without a payment. */
export function cashShare({ cashPayments, payments }: Pick<Traffic, 'cashPayments' | 'payments'>): number | null {
  return payments === 0 ? null : cashPayments / payments;
}

/** Adds up a site's hours; of none it has a day of nothing with no hour heard. */
export function toSiteHeard(hours: readonly SiteHour[]): SiteHeard {
  const byShift = byName(shifts, (): Mutable<Traffic> => ({ ...none }));
  const methods = byName(paymentMethods, (): Mutable<Taken> => ({ payments: 0, amountVnd: 0 }));
  const failedBy = byName(paymentMethods, () => 0);
  for (const { hour, type, method, n, amountVnd } of hours) {
    const shift = byShift[shiftOf(Math.min(hour, 23))];
    const named = method as PaymentMethod;
    if (type === 'parking.entered') shift.entered += n;
    else if (type === 'parking.exited') shift.exited += n;
    else if (type === 'parking.failed') {
      shift.failed += n;
      failedBy[named] += n;
    } else if (type === 'parking.paid') {
      shift.payments += n;
      shift.paidVnd += amountVnd;
      if (named === 'cash') shift.cashPayments += n;
      methods[named].payments += n;
      methods[named].amountVnd += amountVnd;
    }
  }
  const heardHours = new Set(hours.filter(({ type }) => type !== 'parking.settled').map(({ hour }) => hour)).size;
  return { ...sumTraffic(Object.values(byShift)), methods, failedBy, shifts: byShift, heardHours };
}

function byName<Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
