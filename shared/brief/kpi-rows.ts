import type { KpiAnswer } from '../kpi/answer.ts';
import { kpiUnits } from '../kpi/kpi-units.ts';
import type { BriefKpi, Standing } from './brief.ts';

/** Answers to the questions a brief asks of its KPIs: of its days, of as many before, day by day, and so far. */
export type KpiReadings = {
  readonly period: readonly KpiAnswer[];
  readonly before: readonly KpiAnswer[];
  /** One day after another. */
  readonly days: readonly (readonly KpiAnswer[])[];
  /** Of the periods of the targets that the last day lies in. */
  readonly soFar: readonly KpiAnswer[];
};

/**
 * The rows of a brief's table: what falls short first, then what nobody knows, what is reached, and what has no target.
 * Periods of targets that began before `firstDay` are left out: nobody could work them out again from raw events.
 */
export function toKpiRows({ period, before, days, soFar }: KpiReadings, firstDay: string): BriefKpi[] {
  const past = valuesOf(before.filter(isWhole(before)));
  const isCompared = isWhole(period);
  const trend = days.map(valuesOf);
  const rows = period.map((answer): BriefKpi => {
    const key = keyOf(answer);
    return {
      ...figureOf(answer),
      before: isCompared(answer) ? (past.get(key) ?? null) : null,
      trend: trend.map((day) => day.get(key) ?? null),
      course: courseOf(answer, soFar, firstDay),
    };
  });
  return rows.sort(
    (one, other) => rank[one.standing] - rank[other.standing] || shortBy(other) - shortBy(one) || orderOf(one, other),
  );
}

/** Whether a figure is of all the days asked about: where a month's target ends within them, each part has its own. */
function isWhole(answers: readonly KpiAnswer[]): (answer: KpiAnswer) => boolean {
  const from = answers.reduce((first, { period }) => (period.from < first ? period.from : first), '9999');
  const to = answers.reduce((last, { period }) => (period.to > last ? period.to : last), '');
  return ({ period }) => period.from === from && period.to === to;
}

const rank: Readonly<Record<Standing, number>> = { behind: 0, unknown: 1, met: 2, free: 3 };
const kpiOrder = Object.keys(kpiUnits);

function figureOf(answer: KpiAnswer): Omit<BriefKpi, 'before' | 'trend' | 'course'> {
  const { kpi, formulaVersion, valueUnit, unit, period, value, reason, numerator, denominator } = answer;
  const { targetSet, target, direction, gap, coverage, office, adjusted } = answer;
  return {
    ...{ kpi, formulaVersion, valueUnit, unit, days: period, value, reason, numerator, denominator },
    ...{ targetSet, target, direction, gap, coverage, office, standing: standingOf(answer) },
    adjusted: adjusted && { value: adjusted.value, exclusions: adjusted.exclusions.map(({ id }) => id) },
  };
}

function standingOf({ target, value, gap }: KpiAnswer): Standing {
  if (target === null) return 'free';
  if (value === null || gap === null) return 'unknown';
  return gap < 0 ? 'behind' : 'met';
}

/** By how much of its target a figure falls short. */
function shortBy({ gap, target }: BriefKpi): number {
  return gap === null || target === null || target === 0 ? 0 : Math.max(0, -gap / target);
}

function orderOf(one: BriefKpi, other: BriefKpi): number {
  const byKpi = kpiOrder.indexOf(one.kpi) - kpiOrder.indexOf(other.kpi);
  return byKpi || `${one.unit} ${one.targetSet}`.localeCompare(`${other.unit} ${other.targetSet}`, 'en');
}

/** The figure of the target's own period. */
function courseOf(
  { kpi, unit, targetSet }: KpiAnswer,
  soFar: readonly KpiAnswer[],
  firstDay: string,
): BriefKpi['course'] {
  const found = soFar.find((one) => one.kpi === kpi && one.unit === unit && one.targetSet === targetSet);
  if (!found || found.target === null || found.period.from < firstDay) return null;
  return { days: found.period, value: found.value, toReach: found.perDayToReach };
}

function valuesOf(answers: readonly KpiAnswer[]): Map<string, number> {
  return new Map(answers.flatMap((answer) => (answer.value === null ? [] : [[keyOf(answer), answer.value] as const])));
}

/** What is one curve: targets change, what is counted does not. */
function keyOf({ kpi, unit, formulaVersion }: Pick<KpiAnswer, 'kpi' | 'unit' | 'formulaVersion'>): string {
  return `${kpi} ${unit} ${formulaVersion}`;
}
