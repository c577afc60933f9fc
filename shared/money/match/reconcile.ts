import { compareBanked, type BankedSum } from './bank-step.ts';
import type { Difference } from './difference.ts';
import type { Matching } from './matching.ts';
import type { BankLine, PaidRow, StatedRow } from './rows.ts';
import { compareStated, type StatedKey } from './state-step.ts';

/** What there is to compare, of any number of days; statements and lines in the order they came. */
export type MoneyRows = {
  readonly paid: readonly PaidRow[];
  readonly stated: readonly StatedRow[];
  readonly lines: readonly BankLine[];
};

/** Every difference, by day, step, operator, site, method and class; and what was compared. */
export type Reconciled = {
  readonly differences: readonly Difference[];
  readonly keys: readonly StatedKey[];
  readonly banked: readonly BankedSum[];
};

/**
 * Compares payments with statements and statements with the bank. One pass over the rows and a sort of what was found: the
 * same rows give the same differences, whatever order payments are in.
 */
export function reconcile({ paid, stated, lines }: MoneyRows, matching: Matching): Reconciled {
  const { keys, differences } = compareStated(paid, stated, matching);
  const bank = compareBanked(keys, lines, matching);
  const all = [...differences, ...bank.differences];
  const sorted = all.map((one) => ({ one, by: sortKey(one) })).sort((a, b) => (a.by < b.by ? -1 : 1));
  return { keys, banked: bank.sums, differences: sorted.map(({ one }) => one) };
}

function sortKey({ day, step, operator, site, method, class: kind, key }: Difference): string {
  return [day, step === 'stated' ? 0 : 1, operator, site ?? '', method ?? '', kind, key].join('|');
}
