import { cutAt, endless, holdsOn, joinEqual, type Days } from './days.ts';
import { groupedBy } from './grouped-by.ts';
import type { Ledger, LedgerOffice, LedgerTarget } from './ledger.ts';
import type { Subject } from './unit-sets.ts';

/** Days for which one office answered; null: none is on record. A new head of the same office is a new row of it. */
export type Tenure = { readonly days: Days; readonly office: LedgerOffice | null };

const byCode = groupedBy<LedgerOffice>(({ code }) => code);
const byUnit = groupedBy<LedgerOffice>(({ unit }) => unit ?? '');

/**
 * Who answered for a subject's figure, day by day: for a unit its own head, else the office the target names; for the
 * city, a department or a set of units the office the target names, else their own head.
 */
export function tenuresOf(
  { offices }: Pick<Ledger, 'offices'>,
  subject: Subject,
  target: LedgerTarget | null,
  days: Days,
): Tenure[] {
  const named = byCode(offices).get(target?.office ?? '') ?? [];
  const heads = headsOf(offices, subject);
  const order = subject.kind === 'unit' ? [...heads, ...named] : [...named, ...heads];
  const bounds = order.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? endless]);
  const pieces = cutAt(days, bounds).map((piece) => ({
    days: piece,
    said: order.find((office) => holdsOn(office, piece.from)) ?? null,
  }));
  return joinEqual(pieces, (one, other) => one === other).map(({ days, said }) => ({ days, office: said }));
}

function headsOf(offices: readonly LedgerOffice[], subject: Subject): readonly LedgerOffice[] {
  switch (subject.kind) {
    case 'city':
      return (byUnit(offices).get('') ?? []).filter(({ department }) => department === null);
    case 'unit':
      return byUnit(offices).get(subject.unit) ?? [];
    case 'set':
      return offices.filter(({ department }) => department !== null && subject.set === `department:${department}`);
  }
}
