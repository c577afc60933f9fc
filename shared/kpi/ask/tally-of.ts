import { subtractTally, tallyOf, type Tally } from '../formulas/tally.ts';
import type { Scope } from './question.ts';
import type { ByUnit, ReadCount, ReadSlot } from './readings.ts';

type Rows = { readonly counts: ByUnit<ReadCount>; readonly slots: ByUnit<ReadSlot> };

const citizenLabel = 'citizenUnit=';

/** What was gathered of the same rows before: nearly all figures of a unit are of the same pieces. */
const gathered = new WeakMap<Rows, Map<string, Tally>>();

/** What was counted for a scope in some pieces of time. Rows that were handed over once are not changed afterwards. */
export function tallyOfScope(scope: Scope, rows: Rows, pieces: ReadonlySet<number>): Tally {
  const known = gathered.get(rows) ?? new Map<string, Tally>();
  gathered.set(rows, known);
  const stamped = 'stamped' in scope ? scope.stamped.join(' ') : '';
  const key = `${scope.of} ${stamped} ${[...pieces].join(' ')}`;
  const found = known.get(key) ?? gather(scope, rows, pieces);
  known.set(key, found);
  return found;
}

function gather(scope: Scope, rows: Rows, pieces: ReadonlySet<number>): Tally {
  switch (scope.of) {
    case 'city':
      return tallyOfUnits([''], rows, pieces);
    case 'units':
      return tallyOfUnits(scope.stamped, rows, pieces);
    case 'citizens':
      return tallyOfCitizens(scope.stamped, rows, pieces);
    case 'nobody':
      return tallyOf([]);
  }
}

/** What was counted for the units themselves, each by its stamped code. */
export function tallyOfUnits(units: Iterable<string>, { counts, slots }: Rows, pieces: ReadonlySet<number>): Tally {
  const own = [...units];
  return tallyOf(
    own.flatMap((unit) => pick(counts, unit, pieces)),
    own.flatMap((unit) => pick(slots, unit, pieces)),
  );
}

/**
 * What the citizens of some units asked for, wherever they were served: the city's rows with their label, and what was
 * served in their units without saying whose it was (a label is only sent where another unit serves).
 */
function tallyOfCitizens(units: readonly string[], rows: Rows, pieces: ReadonlySet<number>): Tally {
  const theirs = new Set(units.map((unit) => `${citizenLabel}${unit}`));
  const elsewhere = pick(rows.counts, '', pieces).filter(({ dim }) => theirs.has(dim));
  const here = units.flatMap((unit) => pick(rows.counts, unit, pieces));
  const served = here.filter(({ dim }) => dim === '');
  const labelled = here.filter(({ dim }) => dim.startsWith(citizenLabel));
  const whole = (list: readonly ReadCount[]): ReadCount[] => list.map((row) => ({ ...row, dim: '' }));
  return subtractTally(tallyOf([...whole(elsewhere), ...served]), tallyOf(whole(labelled)));
}

function pick<Row extends { readonly piece: number }>(
  rows: ByUnit<Row>,
  unit: string,
  pieces: ReadonlySet<number>,
): Row[] {
  return (rows.get(unit) ?? []).filter(({ piece }) => pieces.has(piece));
}
