import type { Setting } from '../../kpi/ask/build-answer.ts';
import { readDays } from '../../kpi/ask/read-days.ts';
import { readHours } from '../../kpi/ask/read-hours.ts';
import type { Formula } from '../../kpi/formulas/formula.ts';
import type { Sql } from '../../store/sql.ts';
import { planSums, sumDays, type KpiSums, type SeenHours, type SumsAsked } from './sum-days.ts';

/** Reads KPIs of some subjects day by day. */
export async function readKpiSums(sql: Sql, setting: Setting, asked: SumsAsked): Promise<KpiSums[]> {
  const plan = planSums(setting, asked);
  const { days, pieces, questions } = plan;
  // Days of what does not add up are not read.
  const added = questions.map((question) =>
    question.measure?.how === 'labels' ? { ...question, measure: undefined } : question,
  );
  const readings = await readDays(sql, setting, { days, pieces, questions: added });
  const hours = new Map<Formula, SeenHours>();
  for (const [formula, own] of Map.groupBy(questions, (question) => question.formula)) {
    if (formula?.measure.how !== 'availability') continue;
    hours.set(formula, await readHours(sql, setting, { days, pieces, formula, questions: own }));
  }
  return sumDays(setting, plan, { readings, hours });
}
