import { instantsOf, type Found, type Setting } from '../../kpi/ask/build-answer.ts';
import { planQuestions, type Question } from '../../kpi/ask/question.ts';
import { noHours, type ByUnit, type ReadCount, type Readings, type ReadSlot } from '../../kpi/ask/readings.ts';
import { tallyOfScope } from '../../kpi/ask/tally-of.ts';
import { intersectSpans, lengthOf } from '../../kpi/exclusions/hours.ts';
import { coverageOf, type Coverage } from '../../kpi/expected/coverage.ts';
import { expectAssets } from '../../kpi/expected/expect-assets.ts';
import type { Formula } from '../../kpi/formulas/formula.ts';
import { addTerms } from '../../kpi/formulas/tally.ts';
import type { KpiId } from '../../kpi/kpi-units.ts';
import { addDays, cutAt, monthOf, type Days } from '../../kpi/ledger/days.ts';
import type { Subject } from '../../kpi/ledger/unit-sets.ts';
import type { AdditiveMeasure, DaySums } from '../month/day-sums.ts';

/** A KPI of a subject, day by day; `measure` null: its days do not add up. */
export type KpiSums = {
  readonly kpi: KpiId;
  readonly subject: Subject;
  readonly formula: Formula;
  readonly measure: AdditiveMeasure | null;
  readonly days: readonly DaySums[];
  /** Who of those expected was heard of in the month of the last day. */
  readonly coverage: Coverage;
  /** Of availability: milliseconds that will be expected on a day. */
  readonly expected: ((day: string) => number) | undefined;
};

/** Which KPIs of whom, over the days `[from, to)`. */
export type SumsAsked = { readonly kpis: readonly KpiId[]; readonly subjects: readonly Subject[]; readonly days: Days };

/** What is to be read: each formula as it is on the last day; KPIs of the city are not asked of a unit. */
export type SumsPlan = {
  readonly days: Days;
  /** Each day by itself. */
  readonly pieces: readonly Days[];
  readonly questions: readonly Question[];
};

/** Milliseconds seen well and expected in those days, of what is measured by them. */
export type SeenHours = Pick<Found, 'seenWell' | 'expected'>;

/** Plans the reading of some days. */
export function planSums(setting: Setting, { kpis, subjects, days }: SumsAsked): SumsPlan {
  const lastDay = addDays(days.to, -1);
  // Without targets a window is a version of the formula; that of the last day is used throughout.
  const questions = planQuestions(
    { ...setting.ledger, targets: [] },
    { kpis, subjects, when: { day: lastDay }, lastDay, byProcedures: false, byCitizens: false },
  );
  return { days, pieces: cutAt(days, eachDay(days)), questions };
}

/** Adds up, day by day, what was read of a plan; `hours`: of each formula of availability what was seen. */
export function sumDays(
  setting: Setting,
  { days, pieces, questions }: SumsPlan,
  { readings, hours }: { readonly readings: Readings; readonly hours: ReadonlyMap<Formula, SeenHours> },
): KpiSums[] {
  const month = monthOf(addDays(days.to, -1));
  const daily = splitDays(readings, pieces.length);
  return questions.flatMap((question): KpiSums[] => {
    const { kpi, subject, formula } = question;
    if (!formula) return [];
    const measure = formula.measure.how === 'labels' ? null : formula.measure;
    const seen = hours.get(formula);
    return [
      {
        ...{ kpi, subject, formula, measure },
        days: measure
          ? pieces.map(({ from }, at) => sumsOf(setting, question, { measure, daily, hours: seen, at, day: from }))
          : [],
        coverage: heardIn(setting, question, { readings, month }),
        expected: measure?.how === 'availability' ? expectedOn(setting, question, measure) : undefined,
      },
    ];
  });
}

/** What was counted on each day by itself, so that a day of a unit is found without looking through its others. */
type Daily = readonly { readonly counts: ByUnit<ReadCount>; readonly slots: ByUnit<ReadSlot> }[];

function splitDays({ counts, slots }: Readings, days: number): Daily {
  const [countsOn, slotsOn] = [splitByPiece(counts), splitByPiece(slots)];
  return Array.from({ length: days }, (_, at) => ({
    ...{ counts: countsOn.get(at) ?? new Map(), slots: slotsOn.get(at) ?? new Map() },
  }));
}

function splitByPiece<Row extends { readonly piece: number }>(rows: ByUnit<Row>): Map<number, Map<string, Row[]>> {
  const split = new Map<number, Map<string, Row[]>>();
  for (const [unit, own] of rows) {
    for (const [piece, list] of Map.groupBy(own, ({ piece: at }) => at)) {
      const day = split.get(piece) ?? new Map<string, Row[]>();
      split.set(piece, day.set(unit, list));
    }
  }
  return split;
}

function eachDay({ from, to }: Days): string[] {
  const list: string[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) list.push(day);
  return list;
}

type Day = {
  readonly measure: AdditiveMeasure;
  readonly daily: Daily;
  readonly hours: SeenHours | undefined;
  readonly at: number;
  readonly day: string;
};

function sumsOf(setting: Setting, { scope }: Question, { measure, daily, hours, at, day }: Day): DaySums {
  const tally = tallyOfScope(scope, daily[at] ?? noHours, new Set([at]));
  switch (measure.how) {
    case 'percentile': {
      const slots = [...(tally.slots.get(measure.metric) ?? [])];
      return { day, sums: new Map(slots.map(([slot, n]) => [String(slot), n])) };
    }
    case 'count':
      return { day, sums: new Map([['numerator', addTerms(tally, measure.numerator)]]) };
    case 'ratio':
      return pair(day, addTerms(tally, measure.numerator), addTerms(tally, measure.denominator));
    case 'availability': {
      const own = (hours?.expected ?? []).filter(({ unit }) => isIn(scope, unit));
      const within = instantsOf(setting, { from: day, to: addDays(day, 1) });
      const expected = own.reduce(
        (sum, { assets, spans }) => sum + assets * lengthOf(intersectSpans(spans, [within])),
        0,
      );
      const units = new Set(own.map(({ unit }) => unit));
      const rows = [...units].flatMap((unit) => hours?.seenWell.counts.get(unit) ?? []);
      return pair(
        day,
        rows.filter(({ piece }) => piece === at).reduce((total, { sum }) => total + sum, 0),
        expected,
      );
    }
  }
}

function pair(day: string, numerator: number, denominator: number): DaySums {
  return {
    day,
    sums: new Map([
      ['numerator', numerator],
      ['denominator', denominator],
    ]),
  };
}

function isIn(scope: Question['scope'], unit: string): boolean {
  return scope.of === 'city' || (scope.of === 'units' && scope.stamped.includes(unit));
}

function heardIn(
  setting: Setting,
  { scope, formula }: Question,
  { readings, month }: { readings: Readings; month: Days },
): Coverage {
  const within = instantsOf(setting, month);
  const own = <Row>(rows: ByUnit<Row>): Row[] => [...rows].flatMap(([unit, list]) => (isIn(scope, unit) ? list : []));
  const heard = own(readings.heard).filter(({ bucketMs }) => bucketMs >= within.fromMs);
  return coverageOf(formula?.reporters ?? [], heard, { assets: own(setting.assets), within });
}

function expectedOn(
  { ledger, calendar, openHours, asOfMs }: Setting,
  { scope }: Question,
  measure: Extract<AdditiveMeasure, { how: 'availability' }>,
): (day: string) => number {
  const assets = ledger.assets.filter(({ unit }) => isIn(scope, unit));
  return (day) => {
    const toMs = calendar.startOf(addDays(day, 1));
    // Of today only what is still to come: what was expected until now is counted.
    const within = { fromMs: Math.min(toMs, Math.max(asOfMs, calendar.startOf(day))), toMs };
    return expectAssets(measure, assets, { openHours, within }).reduce(
      (sum, { assets: count, spans }) => sum + count * lengthOf(spans),
      0,
    );
  };
}
