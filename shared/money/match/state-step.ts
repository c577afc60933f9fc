import { matchArrivals, keptArrivals, type Arrival } from './match-arrivals.ts';
import type { Difference } from './difference.ts';
import { orderOf, type Matching } from './matching.ts';
import type { PaidRow, StatedRow } from './rows.ts';
import { lastOf } from './last-of.ts';

/** What was paid and stated of one day, site and method; without methods, of a day and site. */
export type StatedKey = {
  readonly day: string;
  readonly site: string;
  readonly method: PaidRow['method'];
  /** Null: no event of a payment of this method is known, or it was not asked for. */
  readonly paidVnd: number | null;
  /** Everything that was stated. */
  readonly statedVnd: number;
  /** Without what was stated twice: what the bank should have; null: nothing was stated. */
  readonly acceptedVnd: number | null;
  readonly statedDay: string | null;
};

/** What the first comparison comes to: the differences, and each key for the second. */
export type StateStep = { readonly keys: readonly StatedKey[]; readonly differences: readonly Difference[] };

type Gathered = {
  readonly day: string;
  readonly site: string;
  readonly method: PaidRow['method'];
  paid: { payments: number; amountVnd: number } | undefined;
  readonly stated: StatedRow[];
};

/** Compares what was paid with what its operator states. Rows of statements in the order they came. */
export function compareStated(paid: readonly PaidRow[], stated: readonly StatedRow[], matching: Matching): StateStep {
  const { terms, cutDay, operatorOf } = matching;
  const keys: StatedKey[] = [];
  const differences: Difference[] = [];
  for (const { day, site, method, paid: sums, stated: rows } of gather(paid, stated, matching)) {
    const arrivals = rows.map(toArrival);
    const dueDay = terms.stateBy(day);
    const { amountVnd, payments } = sums ?? { amountVnd: 0, payments: 0 };
    const kept = keptArrivals(amountVnd, arrivals);
    keys.push({
      ...{ day, site, method, paidVnd: sums?.amountVnd ?? null },
      statedVnd: sumOf(arrivals),
      acceptedVnd: kept.length === 0 ? null : sumOf(kept),
      statedDay: lastOf(kept.map((one) => one.day)),
    });
    const expected = { amountVnd, payments, dueDay, missingAfter: terms.lateUntil(dueDay), cutDay };
    const operator = operatorOf(site, day);
    for (const found of matchArrivals(expected, arrivals)) {
      const key = ['stated', found.class, day, operator, site, method ?? '*'].join('|');
      differences.push({ key, step: 'stated', day, operator, site, method, dueDay, ...found });
    }
  }
  return { keys, differences };
}

/** What was paid and what was stated by the cut, day by day, site by site, and method by method where methods are told. */
function gather(
  paid: readonly PaidRow[],
  stated: readonly StatedRow[],
  { cutDay, byMethod }: Matching,
): Iterable<Gathered> {
  const gathered = new Map<string, Gathered>();
  const at = ({ day, site, method }: Pick<PaidRow, 'day' | 'site' | 'method'>): Gathered => {
    const named = byMethod ? method : null;
    const key = orderOf(day, site, named);
    let found = gathered.get(key);
    if (!found) gathered.set(key, (found = { day, site, method: named, paid: undefined, stated: [] }));
    return found;
  };
  for (const row of paid) {
    const key = at(row);
    const { payments, amountVnd } = key.paid ?? { payments: 0, amountVnd: 0 };
    key.paid = { payments: payments + row.payments, amountVnd: amountVnd + row.amountVnd };
  }
  for (const row of stated) if (row.statedDay <= cutDay) at(row).stated.push(row);
  return gathered.values();
}

function sumOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
}

function toArrival({ amountVnd, payments, statedDay, method }: StatedRow): Arrival {
  return { amountVnd, payments, day: statedDay, sort: method };
}
