import type { Formula, Measure } from '../formulas/formula.ts';
import { formulasUpTo } from '../formulas/formulas.ts';
import type { KpiId } from '../kpi-units.ts';
import { tenuresOf, type Tenure } from '../ledger/accountable.ts';
import { addDays, overlapOf, type Days } from '../ledger/days.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { codesReadAs, successorsOn } from '../ledger/successions.ts';
import { membershipsOf, unitsIn, type Subject } from '../ledger/unit-sets.ts';
import { windowsAt, windowsIn, type Window } from '../ledger/windows.ts';

/** Which KPIs of whom: at a day, or over a span of days. `lastDay`: the last day that is counted at all. */
export type Asked = {
  readonly kpis: readonly KpiId[];
  readonly subjects: readonly Subject[];
  readonly when: { readonly day: string } | { readonly span: Days };
  readonly lastDay: string;
  readonly byProcedures: boolean;
  /** Count for the citizens' units as well. */
  readonly byCitizens: boolean;
  /** Which windows of a subject are asked for; left out: all. */
  readonly wants?: (subject: Subject, window: Window) => boolean;
};

/** Of whom the rows are that answer a question; `stamped`: the codes under which their events were counted. */
export type Scope =
  | { readonly of: 'city' }
  | { readonly of: 'units'; readonly stamped: readonly string[] }
  | { readonly of: 'citizens'; readonly stamped: readonly string[] }
  /** No source tells of it. */
  | { readonly of: 'nobody' };

/** One figure to be worked out: one KPI of one subject over one window. */
export type Question = {
  readonly kpi: KpiId;
  readonly subject: Subject;
  readonly window: Window;
  /** Undefined when the target names a version of the formula that there is not. */
  readonly formula: Formula | undefined;
  readonly measure: Measure | undefined;
  readonly basis: 'records' | 'procedures';
  readonly scope: Scope;
  /** The days of the window that are counted; undefined when it lies in the future. */
  readonly counted: Days | undefined;
  /** Who answered for it, within the days counted. */
  readonly tenures: readonly Tenure[];
};

/** Every figure that was asked for. KPIs of the whole city are left out where a unit is asked about. */
export function planQuestions(ledger: Ledger, asked: Asked): Question[] {
  const formulas = formulasUpTo(ledger.formulaVersions ?? {});
  const countedTo = addDays(asked.lastDay, 1);
  return asked.subjects.flatMap((subject) => {
    const memberships = membershipsOf(ledger, subject);
    const scopeBefore = scopesOf(ledger, subject);
    return asked.kpis.flatMap((kpi) => {
      const inputs = { kpi, targets: ledger.targets, formulas, memberships };
      const windows = 'day' in asked.when ? windowsAt(inputs, asked.when.day) : windowsIn(inputs, asked.when.span);
      const wanted = windows.filter((window) => asked.wants?.(subject, window) ?? true);
      return wanted.flatMap((window) => questionsOf(ledger, asked, { kpi, subject, window, countedTo, scopeBefore }));
    });
  });
}

type Asking = Pick<Question, 'kpi' | 'subject' | 'window'> & {
  /** The day before which days are counted. */
  readonly countedTo: string;
  readonly scopeBefore: (day: string) => Scope;
};

function questionsOf(
  ledger: Ledger,
  { byProcedures, byCitizens }: Asked,
  { kpi, subject, window, countedTo, scopeBefore }: Asking,
): Question[] {
  const counted = overlapOf(window.days, { from: window.days.from, to: countedTo });
  const scope = scopeBefore(counted?.to ?? window.days.to);
  const { formula } = window;
  if (formula?.level === 'city' && scope.of === 'units') return [];
  const tenures = counted ? tenuresOf(ledger, subject, window.target, counted) : [];
  const common = { kpi, subject, window, formula, counted, tenures };
  if (byProcedures && formula?.byProcedures) {
    return [{ ...common, scope, measure: formula.byProcedures, basis: 'procedures' }];
  }
  const served: Question = { ...common, scope, measure: formula?.measure, basis: 'records' };
  if (!byCitizens || !formula?.byCitizens || scope.of !== 'units') return [served];
  const citizens: Scope = { of: 'citizens', stamped: scope.stamped };
  return [served, { ...served, scope: citizens, measure: formula.byCitizens }];
}

/** Of whom the rows of a subject are on the day before another; most windows end on the same one. */
function scopesOf(ledger: Ledger, subject: Subject): (day: string) => Scope {
  const known = new Map<string, Scope>();
  return (day) => {
    const scope = known.get(day) ?? scopeOf(ledger, subject, addDays(day, -1));
    known.set(day, scope);
    return scope;
  };
}

function scopeOf(ledger: Ledger, subject: Subject, day: string): Scope {
  const units = unitsIn(ledger, subject, day);
  if (units === undefined) return { of: 'nobody' };
  if (units === null) return { of: 'city' };
  const successors = successorsOn(ledger.successions, day);
  return { of: 'units', stamped: [...new Set(units.flatMap((unit) => codesReadAs(unit, successors)))] };
}
