import type { Days } from '../../kpi/ledger/days.ts';
import type { Brief, BriefKpi, Standing } from '../brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { FigureWriter } from '../write-figure.ts';
import { answersTo, sayAnswer, type AnswerLine } from './say-answers.ts';

/** A row of the table of KPIs, in words. `notes`: what else one must know of it, each a line. */
export type KpiLine = {
  readonly key: string;
  readonly kpi: BriefKpi['kpi'];
  readonly unit: string;
  /** The days it is of, and the set of targets it is held to. */
  readonly days: Days;
  readonly targetSet: string | null;
  readonly name: string;
  readonly value: string;
  readonly target: string;
  readonly gap: string;
  readonly before: string;
  readonly coverage: string;
  readonly isLow: boolean;
  readonly office: string;
  readonly officeCode: string | null;
  readonly standing: Standing;
  readonly standingWord: string;
  readonly notes: readonly string[];
  /** What units said to it, the newest first; beside the first row of the same figure alone. */
  readonly answers: readonly AnswerLine[];
  readonly trend: readonly (number | null)[];
  readonly targetValue: number | null;
  readonly curve: string;
};

/** Under this share of who should report, coverage is called low. */
const lowCoverage = 0.9;

/** The rows of the table, and those that have neither a value nor a target, as a list of names with the reason. */
export function sayKpis(brief: Brief, write: FigureWriter): { rows: KpiLine[]; unvalued: string[] } {
  const isBare = ({ value, target }: BriefKpi): boolean => value === null && target === null;
  const { kpis } = brief.counted;
  const told = new Set<string>();
  return {
    rows: kpis.filter((kpi) => !isBare(kpi)).map((kpi) => sayKpi(brief, kpi, { write, told })),
    unvalued: kpis.filter(isBare).map((kpi) => {
      const reason = kpi.reason === null ? '' : ` (${write.words.reason[kpi.reason]})`;
      return `${write.name(kpi, unitName(brief, kpi, write))}${reason}`;
    }),
  };
}

/** Whether fewer report than should, or too few of them tell what is asked. */
export function isLow({ coverage }: Pick<BriefKpi, 'coverage'>): boolean {
  const { reporting, expected, told } = coverage;
  return expected === 0 || reporting < lowCoverage * expected || (told !== null && told < lowCoverage);
}

function sayKpi(
  brief: Brief,
  kpi: BriefKpi,
  { write, told }: { readonly write: FigureWriter; readonly told: Set<string> },
): KpiLine {
  const { words, language } = write;
  const { coverage, office, valueUnit, standing, trend, target } = kpi;
  const say = (value: number | null): string => write.value(value, valueUnit);
  return {
    ...{ key: `${kpi.kpi} ${kpi.unit} ${kpi.targetSet} ${kpi.days.from}`, kpi: kpi.kpi, unit: kpi.unit },
    ...{ days: kpi.days, targetSet: kpi.targetSet },
    name: write.name(kpi, unitName(brief, kpi, write)),
    value: say(kpi.value),
    target: target === null ? words.noValue : `${kpi.direction === 'at_most' ? '≤' : '≥'}\u00a0${say(target)}`,
    gap: kpi.value === null && kpi.reason !== null ? words.reason[kpi.reason] : write.gap(kpi),
    before:
      kpi.before === null ? words.noValue : `${say(kpi.before)}${kpi.value === null ? '' : ` (${write.change(kpi)})`}`,
    coverage: fillIn(words.kpi.coverage, { reporting: coverage.reporting, expected: coverage.expected }),
    isLow: isLow(kpi),
    office: office === null ? words.nobody : (brief.names[office]?.[language] ?? office),
    ...{ officeCode: office, standing, standingWord: words.standing[standing] },
    notes: notesOf(brief, kpi, write),
    answers: sayAnswers(brief, kpi, { write, told }),
    ...{ trend, targetValue: target },
    curve: fillIn(words.kpi.curve, { values: trend.map(say).join(', ') }),
  };
}

/** A figure that several targets ask for has its answers once. */
function sayAnswers(
  brief: Brief,
  kpi: BriefKpi,
  { write, told }: { readonly write: FigureWriter; readonly told: Set<string> },
): AnswerLine[] {
  const keyOf = (id: number): string => `${kpi.unit} ${id}`;
  const own = answersTo(brief, kpi).filter(({ id }) => !told.has(keyOf(id)));
  for (const { id } of own) told.add(keyOf(id));
  return own.map((answer) => sayAnswer(brief.names, answer, { write, of: kpi.days }));
}

/** What a unit or a set of units is called in a brief. */
export function unitName(
  { names }: Pick<Brief, 'names'>,
  { unit }: Pick<BriefKpi, 'unit'>,
  { language }: FigureWriter,
): string {
  return names[unit]?.[language] ?? names[unit.split(':')[1] ?? '']?.[language] ?? unit;
}

function notesOf({ period }: Brief, kpi: BriefKpi, write: FigureWriter): string[] {
  const { kpi: say } = write.words;
  const { course, adjusted, coverage, valueUnit, days, targetSet } = kpi;
  const isPart = days.from !== period.days.from || days.to !== period.days.to;
  return [
    ...(targetSet === null ? [] : [targetSet]),
    ...(isPart ? [`${write.day(days.from)}–`] : []),
    ...(course
      ? [fillIn(say.course, { from: write.day(course.days.from), value: write.value(course.value, valueUnit) })]
      : []),
    ...sayToReach(kpi, write),
    ...(adjusted ? [fillIn(say.adjusted, { value: write.value(adjusted.value, valueUnit) })] : []),
    ...(coverage.told === null || coverage.told >= 1
      ? []
      : [fillIn(say.told, { n: write.number(coverage.told * 100) })]),
  ];
}

function sayToReach({ course, valueUnit }: BriefKpi, write: FigureWriter): string[] {
  const { kpi: say } = write.words;
  if (!course?.toReach) return [];
  const { toReach } = course;
  const due = write.day(course.days.to);
  if (toReach.state !== 'reachable') {
    const best = write.value(toReach.bestValue, valueUnit);
    return [toReach.state === 'safe' ? say.safe : fillIn(say.unreachable, { value: best })];
  }
  const { morePerDay, restValue } = toReach;
  if (morePerDay !== null && morePerDay > 0) return [fillIn(say.more, { n: write.number(morePerDay), due })];
  return restValue === null || morePerDay === 0
    ? []
    : [fillIn(say.restTime, { value: write.value(restValue, valueUnit), due })];
}
