import type { KpiId } from '../kpi-units.ts';
import { formulaOf, formulaOn } from '../formulas/formulas.ts';
import type { Formula } from '../formulas/formula.ts';
import { cutAt, endless, joinEqual, monthOf, overlapOf, type Days } from './days.ts';
import type { LedgerTarget } from './ledger.ts';
import type { Membership } from './unit-sets.ts';

/**
 * Days that one figure speaks of, measured by one formula against one target (null: none). `dueOn`: the day before which
 * the target must be reached, where the days reach up to it. `formula` undefined: the target names a version there is
 * none of.
 */
export type Window = {
  readonly days: Days;
  readonly target: LedgerTarget | null;
  readonly formula: Formula | undefined;
  readonly formulaVersion: number;
  readonly dueOn: string | null;
};

/** What windows are made of: the targets, the formulas, and the sets the subject belongs to. */
export type WindowInputs = {
  readonly kpi: KpiId;
  readonly targets: readonly LedgerTarget[];
  readonly formulas: readonly Formula[];
  readonly memberships: readonly Membership[];
};

/**
 * The windows that a day lies in: of each set of targets the period that is to reach it then, or where none holds the
 * day's month. Several sets hold at once, each with a window of its own.
 */
export function windowsAt(inputs: WindowInputs, day: string): Window[] {
  const isIn = ({ from, to }: Days): boolean => from <= day && day < to;
  const found = targetSetsOf(inputs).flatMap((set) =>
    inForce(inputs, set)
      .filter(({ days }) => isIn(days))
      .map(({ days, target }) => {
        const period = target.period === 'month' ? (overlapOf(days, monthOf(day)) ?? days) : days;
        return windowOf(inputs, period, { target, dueOn: period.to === endless ? null : period.to });
      }),
  );
  if (found.length > 0) return found;
  const month = untargeted(inputs, monthOf(day));
  return month.filter(({ days }) => isIn(days));
}

/**
 * The windows of a span of days: of each set of targets those in force, month by month where a month must reach them;
 * and, where no set holds, windows without a target.
 */
export function windowsIn(inputs: WindowInputs, span: Days): Window[] {
  const windows = targetSetsOf(inputs).flatMap((set) =>
    inForce(inputs, set).flatMap(({ days, target }) =>
      periodsOf(target, days, span).map(({ period, asked }) =>
        windowOf(inputs, asked, { target, dueOn: period.to === asked.to && period.to !== endless ? period.to : null }),
      ),
    ),
  );
  const bounds = windows.flatMap(({ days }) => [days.from, days.to]);
  const bare = cutAt(span, bounds).filter((piece) => !windows.some(({ days }) => overlapOf(days, piece)));
  const joined = joinEqual(
    bare.map((days) => ({ days, said: null })),
    () => true,
  );
  return [...windows, ...joined.flatMap(({ days }) => untargeted(inputs, days))];
}

/** The names of the sets that have a target of this KPI for the subject at any time, in order. */
function targetSetsOf({ targets, kpi, memberships }: WindowInputs): string[] {
  const own = new Set(memberships.flatMap(({ sets }) => sets));
  return [...new Set(targets.filter((row) => row.kpi === kpi && own.has(row.unitSet)).map(({ set }) => set))].sort();
}

/** One set's targets in force for the subject through all time: on each day the one of the nearest set of units. */
function inForce(inputs: WindowInputs, set: string): { days: Days; target: LedgerTarget }[] {
  const rows = inputs.targets.filter((row) => row.set === set && row.kpi === inputs.kpi);
  const bounds = rows.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? endless]);
  const pieces = inputs.memberships.flatMap(({ days, sets }) =>
    cutAt(days, bounds).map((piece) => ({ days: piece, said: nearest(rows, sets, piece.from) })),
  );
  return joinEqual(pieces, (one, other) => one === other).flatMap(({ days, said }) =>
    said ? [{ days, target: said }] : [],
  );
}

function nearest(rows: readonly LedgerTarget[], sets: readonly string[], day: string): LedgerTarget | undefined {
  const holding = rows.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo));
  for (const set of sets) {
    const found = holding.find(({ unitSet }) => unitSet === set);
    if (found) return found;
  }
  return undefined;
}

/** The periods of a target's days that an asked span touches, whole and as far as they lie in it. */
function periodsOf(target: LedgerTarget, days: Days, span: Days): { period: Days; asked: Days }[] {
  const asked = overlapOf(days, span);
  if (!asked) return [];
  if (target.period !== 'month') return [{ period: days, asked }];
  const periods: { period: Days; asked: Days }[] = [];
  for (let from = asked.from; from < asked.to;) {
    const month = monthOf(from);
    const period = overlapOf(days, month) ?? month;
    periods.push({ period, asked: overlapOf(period, asked) ?? period });
    from = month.to;
  }
  return periods;
}

/** Windows without a target: one for each version of the formula in use. */
function untargeted(inputs: WindowInputs, days: Days): Window[] {
  const since = inputs.formulas.filter(({ kpi }) => kpi === inputs.kpi).map((formula) => formula.since);
  return cutAt(days, since).map((piece) => windowOf(inputs, piece, { target: null, dueOn: null }));
}

function windowOf(
  { formulas, kpi }: WindowInputs,
  days: Days,
  { target, dueOn }: Pick<Window, 'target' | 'dueOn'>,
): Window {
  const formula = target ? formulaOf(formulas, kpi, target.formulaVersion) : formulaOn(formulas, kpi, days.from);
  return { days, target, dueOn, formula, formulaVersion: target?.formulaVersion ?? formula?.version ?? 0 };
}
