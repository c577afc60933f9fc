import { readKpiDays } from '../../store/read-kpi-days.ts';
import { readKpiHeard, type HeardBy } from '../../store/read-kpi-heard.ts';
import { readKpiSlotDays } from '../../store/read-kpi-slot-days.ts';
import type { Sql } from '../../store/sql.ts';
import type { Formula, Measure } from '../formulas/formula.ts';
import { readsOf, readsOfTerms, type Read } from '../formulas/tally.ts';
import type { Days } from '../ledger/days.ts';
import { instantsOf, type Setting } from './build-answer.ts';
import type { Question } from './question.ts';
import { byUnit, type Readings } from './readings.ts';

/** Reads the days of questions that ask about the same ones: counts, distributions, and who was heard of. */
export async function readDays(
  sql: Sql,
  setting: Setting,
  { days, pieces, questions }: { days: Days; pieces: readonly Days[]; questions: readonly Question[] },
): Promise<Readings> {
  const { world, calendar } = setting;
  const bounds = [...pieces.map(({ from }) => from), days.to];
  const units = unitsRead(questions);
  const reads = distinct(questions.flatMap(readsOfQuestion), ({ metric, dim }) => `${metric} ${dim}`);
  const metrics = [...new Set(questions.flatMap(({ measure }) => distributionOf(measure)))];
  const formulas = questions.flatMap(({ formula }) => formula ?? []);
  const heard = await readKpiHeard(sql, {
    ...{ world, metrics: heardBy(formulas), units: heardUnits(questions) },
    ...{ fromDay: days.from, toDay: days.to, toMs: instantsOf(setting, days).toMs },
  });
  return {
    counts: byUnit((await readKpiDays(sql, { world, reads, units, bounds })).map((row) => ({ ...row, scope: '' }))),
    slots: byUnit(await readKpiSlotDays(sql, { world, metrics, units, bounds })),
    heard: byUnit(heard.map(({ day, bucketMs, ...row }) => ({ ...row, bucketMs: bucketMs ?? calendar.startOf(day) }))),
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

function readsOfQuestion({ measure, formula, scope }: Question): Read[] {
  const reads = measure ? readsOf(measure) : [];
  // Whole rows of the units, and whatever says whose citizens they were.
  if (scope.of === 'citizens') return reads.flatMap((read) => [read, { metric: read.metric, dim: 'citizenUnit=*' }]);
  return formula?.told ? [...reads, ...readsOfTerms([...formula.told.of, ...formula.told.all])] : reads;
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
