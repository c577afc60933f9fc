import type { paymentMethods } from '#shared/events/kinds/parking.ts';
import type { Random } from '../engine/random.ts';

export type Method = (typeof paymentMethods)[number];

const hourMs = 3_600_000;
const dayHours = 24;
/** Started hours that are paid for on one day at most. */
const paidHoursPerDay = 8;

/** What a stay costs: each started hour, up to a day's most. */
export function feeVnd(stayMs: number, vndPerHour: number): number {
  const hours = Math.max(1, Math.ceil(stayMs / hourMs));
  const days = Math.floor(hours / dayHours);
  return vndPerHour * (days * paidHoursPerDay + Math.min(paidHoursPerDay, hours - days * dayHours));
}

/** The operators' tags lead; shares of what is not cash. Assumptions. */
const cashless: readonly (readonly [Exclude<Method, 'cash'>, number])[] = [
  ['tag', 55],
  ['qr', 25],
  ['wallet', 11],
  ['card', 9],
];
/** Across the city 5.1 % of payments are in cash; sites differ. */
const medianCashShare = 0.045;
const cashSigma = 0.5;
const failureShare = 0.012;
/** Who has no other way when the payment platform is down has a tag, or cash. */
const tagInstead = 0.4;

/** A site's usual share of cash. */
export function usualCashShare(random: Random): number {
  return Math.min(0.25, random.lognormal(medianCashShare, cashSigma));
}

export type Circumstances = {
  /** The share of cash here and now, with any drift. */
  readonly cashShare: number;
  /** The share of payments without cash that fail besides those that do on any day. */
  readonly failingShare: number;
  readonly isPowered: boolean;
  readonly isPaymentUp: boolean;
};

/** How a stay comes to be paid: what failed first, and how it was paid in the end. */
export type Payment = { readonly failed?: { method: Method; reason: string }; readonly method: Method };

/** Draws how somebody pays. */
export function choosePayment(
  random: Random,
  { cashShare, failingShare, isPowered, isPaymentUp }: Circumstances,
): Payment {
  if (random.chance(cashShare) || !isPowered) return { method: 'cash' };
  const method = random.weighted(cashless);
  // A tag is read by the operator's own system.
  if (!isPaymentUp && method !== 'tag') {
    const other = random.chance(tagInstead) ? 'tag' : 'cash';
    return { failed: { method, reason: 'platform_down' }, method: other };
  }
  const isFailing = failingShare > 0 && random.chance(failingShare);
  if (!isFailing && !random.chance(failureShare)) return { method };
  const reason = random.pick(['timeout', 'declined', 'unreadable']);
  return { failed: { method, reason }, method: random.chance(0.7) ? random.weighted(cashless) : 'cash' };
}
