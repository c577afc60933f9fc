import type { CivilCalendar } from '../../time/civil-day.ts';
import type { Adjusted, Figure, KpiAnswer, KpiPart, NoValue } from '../answer.ts';
import { expectAssets, type ExpectedAssets } from '../expected/expect-assets.ts';
import type { OpenHours } from '../expected/open-hours.ts';
import type { Excluded } from '../exclusions/excluded-spans.ts';
import { intersectSpans, lengthOf, type Span } from '../exclusions/hours.ts';
import type { Formula, Measure } from '../formulas/formula.ts';
import { addTerms, subtractTally } from '../formulas/tally.ts';
import { workOut, type SeenWell, type WorkedOut } from '../formulas/work-out.ts';
import { kpiUnits } from '../kpi-units.ts';
import type { Days } from '../ledger/days.ts';
import type { Ledger, LedgerAsset, LedgerTarget } from '../ledger/ledger.ts';
import { nameOf } from '../ledger/unit-sets.ts';
import { workOutToReach, type ToReach } from '../to-reach.ts';
import type { Question } from './question.ts';
import type { ByUnit, HourReadings, Readings } from './readings.ts';
import { coverageOfScope, ofScope } from './scope-coverage.ts';
import { tallyOfScope, tallyOfUnits } from './tally-of.ts';

/** What holds for every answer of an asking. */
export type Setting = {
  readonly world: string;
  readonly asOfMs: number;
  readonly calendar: CivilCalendar;
  readonly ledger: Ledger;
  /** The ledger's assets by the unit they are in. */
  readonly assets: ByUnit<LedgerAsset>;
  readonly openHours: OpenHours;
};

/**
 * What was read for a KPI over some days, which `pieces` cut in order: by days, and by hours for what is expected and for
 * what is excluded.
 */
export type Found = {
  readonly pieces: readonly Days[];
  readonly readings: Readings;
  readonly expected: readonly ExpectedAssets[];
  /** Milliseconds seen well in the hours expected. */
  readonly seenWell: HourReadings;
  readonly excluded: Excluded;
  /** What was counted in the hours excluded; of availability, in those that were expected too. */
  readonly inExcluded: HourReadings;
};

const nothing: WorkedOut = { value: null, numerator: null, denominator: null };
const nobody: KpiAnswer['coverage'] = { reporting: 0, expected: 0, oldestAgeS: null, told: null };

/** Works out one figure from what was read, with its target, its coverage, who answers, and its adjusted twin. */
export function buildAnswer(setting: Setting, question: Question, found: Found | undefined): KpiAnswer {
  const { window, formula, measure, counted, scope } = question;
  const { target } = window;
  const common = commonOf(setting, question);
  if (!formula || !measure) return { ...common, ...empty('no-formula') };
  if (scope.of === 'nobody') return { ...common, ...empty('no-source') };
  if (!counted || !found) return { ...common, ...empty('not-yet') };
  const coverage = measureCoverage(setting, question, { formula, counted, found });
  const withheld = withheldBy(coverage, formula);
  const show = (worked: WorkedOut): Figure => toFigure(withheld ? { ...worked, value: null } : worked, target);
  const figures = figuresOf(setting, question, { measure, found, show });
  const whole = figures(counted);
  return {
    ...common,
    ...whole.raw,
    reason: whole.raw.value === null ? (withheld ?? 'no-data') : null,
    coverage,
    perDayToReach: withheld ? null : toReach(setting, question, { measure, worked: whole.raw }),
    office: question.tenures.at(-1)?.office?.code ?? null,
    parts: question.tenures.map(({ days, office }): KpiPart => {
      const { raw, adjusted } = figures(days);
      return { ...raw, period: days, office: office?.code ?? null, since: office?.validFrom ?? null, adjusted };
    }),
    adjusted: whole.adjusted && { ...whole.adjusted, exclusions: exclusionsOf(question, found) },
  };
}

function commonOf({ world, asOfMs }: Setting, question: Question) {
  const { kpi, window, formula, basis, scope, subject } = question;
  return {
    world,
    kpi,
    formulaVersion: window.formulaVersion,
    basis,
    countedFor: scope.of === 'citizens' ? 'citizens' : 'served',
    valueUnit: kpiUnits[kpi],
    unit: nameOf(subject),
    period: window.days,
    asOf: new Date(asOfMs).toISOString(),
    targetSet: window.target?.set ?? null,
    target: window.target?.target ?? null,
    direction: window.target?.direction ?? formula?.direction ?? 'at_least',
  } as const;
}

function empty(reason: NoValue) {
  const without = { perDayToReach: null, office: null, parts: [], adjusted: null };
  return { ...nothing, gap: null, reason, coverage: nobody, ...without };
}

/** Why a value must not be shown for lack of reports; undefined when enough came. */
function withheldBy({ reporting, expected, told }: KpiAnswer['coverage'], { floor }: Formula): NoValue | undefined {
  if (expected === 0) return 'no-reporters';
  if (reporting === 0 || reporting < floor * expected) return 'coverage';
  return told !== null && told < floor ? 'coverage' : undefined;
}

function measureCoverage(
  setting: Setting,
  { scope, measure }: Question,
  { formula, counted, found }: { formula: Formula; counted: Days; found: Found },
): KpiAnswer['coverage'] {
  const { heard } = found.readings;
  const within = instantsOf(setting, counted);
  const heardOf = coverageOfScope(scope, formula.reporters, { assets: setting.assets, heard, within });
  if (!formula.told || measure === formula.byCitizens) return { ...heardOf, told: null };
  const tally = tallyOfScope(scope, found.readings, piecesIn(found, counted));
  const all = addTerms(tally, formula.told.all);
  return { ...heardOf, told: all > 0 ? addTerms(tally, formula.told.of) / all : null };
}

/** The numbers of the pieces that lie in some days. */
function piecesIn({ pieces }: Found, days: Days): ReadonlySet<number> {
  return new Set(pieces.flatMap(({ from, to }, at) => (days.from <= from && to <= days.to ? [at] : [])));
}

/** Raw and adjusted figures of any of the days that were read. */
function figuresOf(
  setting: Setting,
  question: Question,
  { measure, found, show }: { measure: Measure; found: Found; show: (worked: WorkedOut) => Figure },
): (days: Days) => { raw: Figure; adjusted: Figure | null } {
  const { scope } = question;
  const { excluded, inExcluded } = found;
  // Whose citizens were served in an excluded hour is not told apart.
  const touched = scope.of === 'citizens' ? [] : [...excluded.spans.keys()].filter((unit) => isIn(question, unit));
  return (days) => {
    const pieces = new Set(
      found.pieces.flatMap(({ from, to }, at) => (days.from <= from && to <= days.to ? [at] : [])),
    );
    const tally = tallyOfScope(scope, found.readings, pieces);
    const seen = seenIn(setting, question, { measure, found, days, pieces });
    const raw = show(workOut(measure, tally, seen.all));
    if (touched.length === 0) return { raw, adjusted: null };
    const left = subtractTally(tally, tallyOfUnits(touched, inExcluded, pieces));
    return { raw, adjusted: show(workOut(measure, left, seen.left)) };
  };
}

/** Milliseconds seen well and expected in some days: in all hours, and in those not excluded. */
function seenIn(
  setting: Setting,
  question: Question,
  asked: { measure: Measure; found: Found; days: Days; pieces: ReadonlySet<number> },
): { all: SeenWell; left: SeenWell } {
  const { measure, found, days, pieces } = asked;
  const none = { wellMs: 0, expectedMs: 0 };
  if (measure.how !== 'availability') return { all: none, left: none };
  const within = instantsOf(setting, days);
  const own = found.expected.filter(({ unit }) => isIn(question, unit));
  const units = [...new Set(own.map(({ unit }) => unit))];
  const wellMs = (hours: HourReadings): number =>
    units
      .flatMap((unit) => hours.counts.get(unit) ?? [])
      .reduce((total, { piece, sum }) => (pieces.has(piece) ? total + sum : total), 0);
  const expectedMs = (spansOf: (one: ExpectedAssets) => readonly Span[]): number =>
    own.reduce((total, one) => total + one.assets * lengthOf(intersectSpans(spansOf(one), [within])), 0);
  const all = { wellMs: wellMs(found.seenWell), expectedMs: expectedMs(({ spans }) => spans) };
  const excludedMs = expectedMs(({ unit, spans }) => intersectSpans(spans, found.excluded.spans.get(unit) ?? []));
  return {
    all,
    left: { wellMs: all.wellMs - wellMs(found.inExcluded), expectedMs: all.expectedMs - excludedMs },
  };
}

function isIn({ scope }: Question, unit: string): boolean {
  return scope.of === 'city' || (scope.of === 'units' && scope.stamped.includes(unit));
}

function exclusionsOf(question: Question, { excluded }: Found): Adjusted['exclusions'] {
  const own = [...excluded.of].filter(([unit]) => isIn(question, unit)).flatMap(([, exclusions]) => exclusions);
  return [...new Set(own)].map(({ id, cause }) => ({ id, cause })).sort((one, other) => one.id - other.id);
}

function toFigure(worked: WorkedOut, target: LedgerTarget | null): Figure {
  const { value } = worked;
  if (value === null || !target) return { ...worked, gap: null };
  return { ...worked, gap: target.direction === 'at_least' ? value - target.target : target.target - value };
}

function toReach(
  setting: Setting,
  { kpi, window, scope }: Question,
  { measure, worked }: { measure: Measure; worked: WorkedOut },
): ToReach | null {
  const { target, dueOn, days } = window;
  const { asOfMs, calendar } = setting;
  if (!target || dueOn === null || worked.numerator === null || worked.value === null) return null;
  // Different labels and percentiles do not add up to what is still to come.
  if (measure.how === 'labels' || measure.how === 'percentile') return null;
  const dueMs = calendar.startOf(dueOn);
  const isShare = kpiUnits[kpi] === 'share';
  return workOutToReach({
    ...{ numerator: worked.numerator, denominator: worked.denominator },
    ...{ target: target.target, direction: target.direction },
    ...{ bounded: isShare, pieces: measure.how === 'count' || (measure.how === 'ratio' && isShare) },
    ...{ elapsedMs: asOfMs - calendar.startOf(days.from), leftMs: dueMs - asOfMs },
    ...(measure.how === 'availability' && {
      stillToCome: expectAssets(measure, ofScope(scope, setting.assets), {
        openHours: setting.openHours,
        within: { fromMs: asOfMs, toMs: dueMs },
      }).reduce((total, { assets, spans }) => total + assets * lengthOf(spans), 0),
    }),
  });
}

/** Days as instants, as far as they are counted. */
export function instantsOf({ calendar, asOfMs }: Pick<Setting, 'calendar' | 'asOfMs'>, { from, to }: Days): Span {
  return { fromMs: calendar.startOf(from), toMs: Math.min(calendar.startOf(to), asOfMs) };
}
