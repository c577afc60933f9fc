/** Payments and how many of them in cash. */
export type CashCount = { readonly payments: number; readonly cashPayments: number };

/** How far a site's share of cash is from what it used to be. */
export type CashDrift = {
  readonly share: number;
  readonly usual: number;
  /** Beyond what chance explains, and by enough to matter: cash is what leaks. */
  readonly isMarked: boolean;
};

/** Fewer payments than this say nothing of a share. */
const fewest = 20;
const marksFrom = 0.05;
const sigmas = 3;

/** A day's share of cash against the days before it, as its operator stated them; null: too little to say. */
export function cashDrift(day: CashCount, before: CashCount): CashDrift | null {
  if (day.payments < fewest || before.payments < fewest) return null;
  const share = day.cashPayments / day.payments;
  const usual = before.cashPayments / before.payments;
  // A site that never took cash would be marked by a single note; half a payment is added to either side.
  const held = (before.cashPayments + 0.5) / (before.payments + 1);
  const sigma = Math.sqrt((held * (1 - held)) / day.payments);
  return { share, usual, isMarked: share - usual >= marksFrom && share - usual >= sigmas * sigma };
}
