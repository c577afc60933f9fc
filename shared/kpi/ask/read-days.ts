import { readKpiDays } from '../../store/read-kpi-days.ts';
import { readKpiHeard, type HeardBy } from '../../store/read-kpi-heard.ts';
import { readKpiLabels } from '../../store/read-kpi-labels.ts';
import { readKpiSlotDays } from '../../store/read-kpi-slot-days.ts';
import type { Sql } from '../../store/sql.ts';
import type { Formula, Measure } from '../formulas/formula.ts';
import { readsOf, readsOfTerms, type Read } from '../formulas/tally.ts';
import type { Days } from '../ledger/days.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { instantsOf, type Setting } from './build-answer.ts';
import type { Question } from './question.ts';
import { byUnit, type Readings } from './readings.ts';

/** Reads the days of questions that ask about the same ones: counts, distributions, and who was heard of. */
export async function readDays(
  sql: Sql,
  setting: Setting,
  { days, pieces, questions }: { days: Days; pieces: readonly Days[]; questions: readonly Question[] },
): Promise<Readings> {
  const { world, calendar, ledger } = setting;
  const bounds = [...pieces.map(({ from }) => from), days.to];
  const units = unitsRead(questions);
  // The city's labels of every kind are many, and told apart only where it is asked about itself.
  const labelled = questions.some(({ scope }) => scope.of === 'city') ? units : units.filter((unit) => unit !== '');
  const keyOf = ({ metric, dim }: Read): string => `${metric} ${dim}`;
  const reads = distinct(
    questions.flatMap((question) => readsOfQuestion(question, ledger)),
    keyOf,
  );
  const labels = distinct(
    questions.flatMap((question) => labelsOfQuestion(question, ledger)),
    keyOf,
  ).filter((read) => !reads.some((one) => keyOf(one) === keyOf(read)));
  const metrics = [...new Set(questions.flatMap(({ measure }) => distributionOf(measure)))];
  const formulas = questions.flatMap(({ formula }) => formula ?? []);
  const heard = await readKpiHeard(sql, {
    ...{ world, metrics: heardBy(formulas), units: heardUnits(questions) },
    ...{ fromDay: days.from, toDay: days.to, ...instantsOf(setting, days) },
  });
  return {
    counts: byUnit(
      [
        ...(await readKpiDays(sql, { world, reads, units, labelled, bounds })),
        ...(await readKpiLabels(sql, { world, reads: labels, units: labelled, bounds, known: reads })),
      ].map((row) => ({ ...row, scope: '' })),
    ),
    slots: byUnit(await readKpiSlotDays(sql, { world, metrics, units, bounds })),
    heard: byUnit(
      heard.map(({ day, bucketMs, ...row }) => ({ ...row, bucketMs: bucketMs ?? calendar.startOf(day ?? days.from) })),
    ),
  };
}

/** The units whose rows are read; '' is the city. */
function unitsRead(questions: readonly Question[]): string[] {
  const units = new Set<string>();
  for (const { scope } of questions) {
    if (scope.of === 'city' || scope.of === 'citizens') units.add('');
    if (scope.of === 'units' || scope.of === 'citizens') for (const unit of scope.stamped) units.add(unit);
  }
  return [...units];
}

/** The units whose reporters are asked about; null: wherever they are. */
function heardUnits(questions: readonly Question[]): string[] | null {
  if (questions.some(({ scope }) => scope.of === 'city')) return null;
  return unitsRead(questions).filter((unit) => unit !== '');
}

function readsOfQuestion(question: Question, ledger: Ledger): Read[] {
  const { measure, formula, scope } = question;
  const reads = measure && !isOfLabels(question, ledger) ? readsOf(measure) : [];
  // Whole rows of the units, whatever says whose citizens they were, and of the city what says that they were theirs.
  if (scope.of === 'citizens') {
    const theirs = ['*', ...scope.stamped].map((unit) => `citizenUnit=${unit}`);
    return reads.flatMap((read) => [read, ...theirs.map((dim) => ({ metric: read.metric, dim }))]);
  }
  return formula?.told ? [...reads, ...readsOfTerms([...formula.told.of, ...formula.told.all])] : reads;
}

/** Of different labels it is enough to know that they occurred, unless hours of theirs may have to be taken out. */
function isOfLabels({ measure, kpi }: Question, { exclusions }: Ledger): boolean {
  return measure?.how === 'labels' && !exclusions.some(({ kpis }) => kpis.includes(kpi));
}

function labelsOfQuestion(question: Question, ledger: Ledger): Read[] {
  return question.measure && isOfLabels(question, ledger) ? readsOf(question.measure) : [];
}

/** The metric whose distribution a measure reads. */
export function distributionOf(measure: Measure | undefined): string[] {
  return measure?.how === 'percentile' ? [measure.metric] : [];
}

function heardBy(formulas: readonly Formula[]): HeardBy[] {
  const list = formulas.flatMap(({ reporters }) =>
    reporters.flatMap(({ by, metrics }) => metrics.map((metric) => ({ by, metric }))),
  );
  return distinct(list, ({ by, metric }) => `${by} ${metric}`);
}

function distinct<Item>(list: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(list.map((item) => [keyOf(item), item])).values()];
}
