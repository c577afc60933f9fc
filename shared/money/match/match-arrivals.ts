import type { Difference } from './difference.ts';

/** Something that came: a statement of an operator, or a line of the bank. `sort` tells apart what only looks the same. */
export type Arrival = {
  readonly amountVnd: number;
  /** Payments it stands for; 0 where they are not counted. */
  readonly payments: number;
  readonly day: string;
  readonly sort: string;
};

/** What should have come, by when; after `missingAfter` it is no longer late but missing. `cutDay`: what is known by then. */
export type Expectation = {
  readonly amountVnd: number;
  /** Null: payments are not counted. */
  readonly payments: number | null;
  readonly dueDay: string;
  readonly missingAfter: string;
  readonly cutDay: string;
};

/** What of a difference the comparison alone decides. */
export type Finding = Pick<
  Difference,
  'class' | 'amountVnd' | 'cameLateVnd' | 'payments' | 'cameDay' | 'isUnseenBefore'
>;

/** What came, taken apart: what counts, and what only came again. */
type Sorted = { readonly kept: readonly Arrival[]; readonly doubles: readonly Arrival[] };

/**
 * Explains the whole of what should have come less what came. `arrivals` in the order they came. At most one finding of a
 * class, so that each has a name; their amounts add up exactly.
 */
export function matchArrivals(expected: Expectation, arrivals: readonly Arrival[]): Finding[] {
  if (arrivals.length === 0) return expected.amountVnd === 0 ? [] : [nothingCame(expected)];
  if (expected.amountVnd === 0 && (expected.payments ?? 0) === 0) return cameUnseen(arrivals);
  const { kept, doubles } = setDoublesApart(expected.amountVnd, arrivals);
  const late = kept.filter(({ day }) => day > expected.dueDay);
  const lacking = expected.amountVnd - sumOf(kept);
  const payments = expected.payments === null ? 0 : expected.payments - paymentsOf(kept);
  const findings: Finding[] = [];
  if (late.length > 0) findings.push(finding('late', { cameLateVnd: sumOf(late), cameDay: lastDayOf(late) }));
  if (doubles.length > 0) {
    const again = { amountVnd: -sumOf(doubles), payments: -paymentsOf(doubles), cameDay: lastDayOf(doubles) };
    findings.push(finding('double', again));
  }
  if (lacking !== 0 || payments !== 0) {
    const isOnItsWay = lacking > 0 && expected.cutDay <= expected.dueDay;
    const rest = { amountVnd: lacking, payments, cameDay: lastDayOf(kept) };
    findings.push(finding(isOnItsWay ? 'awaited' : 'amount', rest));
  }
  return findings;
}

/** What came, without what came again: the operator's word, or the bank's, for the next comparison. */
export function keptArrivals(expectedVnd: number, arrivals: readonly Arrival[]): readonly Arrival[] {
  return setDoublesApart(expectedVnd, arrivals).kept;
}

/**
 * A repeat is a double only if what came is nearer to what was expected without it: two equal parts of one sum are none.
 */
function setDoublesApart(expectedVnd: number, arrivals: readonly Arrival[]): Sorted {
  // Nearly everything comes once.
  if (arrivals.length < 2) return { kept: arrivals, doubles: [] };
  let restVnd = sumOf(arrivals);
  const seen = new Set<string>();
  const kept: Arrival[] = [];
  const doubles: Arrival[] = [];
  for (const arrival of arrivals) {
    const looks = `${arrival.sort} ${arrival.amountVnd} ${arrival.payments}`;
    const withoutVnd = restVnd - arrival.amountVnd;
    if (seen.has(looks) && Math.abs(expectedVnd - withoutVnd) < Math.abs(expectedVnd - restVnd)) {
      doubles.push(arrival);
      restVnd = withoutVnd;
    } else {
      seen.add(looks);
      kept.push(arrival);
    }
  }
  return { kept, doubles };
}

function nothingCame({ amountVnd, payments, dueDay, missingAfter, cutDay }: Expectation): Finding {
  const isDue = cutDay > dueDay;
  const kind = !isDue ? 'awaited' : cutDay <= missingAfter ? 'late' : 'missing';
  return finding(kind, { amountVnd, payments: payments ?? 0 });
}

function cameUnseen(arrivals: readonly Arrival[]): Finding[] {
  const amountVnd = -sumOf(arrivals);
  const payments = -paymentsOf(arrivals);
  if (amountVnd === 0 && payments === 0) return [];
  return [finding('missing', { amountVnd, payments, cameDay: lastDayOf(arrivals), isUnseenBefore: true })];
}

function finding(kind: Finding['class'], rest: Partial<Finding>): Finding {
  return { class: kind, amountVnd: 0, cameLateVnd: 0, payments: 0, cameDay: null, isUnseenBefore: false, ...rest };
}

function sumOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { amountVnd }) => sum + amountVnd, 0);
}

function paymentsOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { payments }) => sum + payments, 0);
}

function lastDayOf(arrivals: readonly Arrival[]): string | null {
  return arrivals.reduce<string | null>((last, { day }) => (last === null || day > last ? day : last), null);
}
