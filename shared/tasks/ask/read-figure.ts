import { answerKpis, KpiQuestionError } from '../../kpi/ask/answer-kpis.ts';
import type { KpiId } from '../../kpi/kpi-units.ts';
import type { Sql } from '../../store/sql.ts';
import type { TaskFigure } from '../task-figure.ts';

/** Reads a figure as it stands, against a target where one binds it. Undefined: there is no such figure. */
export async function readFigure(
  sql: Sql,
  { world, nowMs, kpi, unit }: { world: string; nowMs: number; kpi: KpiId; unit: string },
): Promise<TaskFigure | undefined> {
  const answers = await answerKpis(sql, { world, nowMs, of: unit, kpis: [kpi] }).catch((error: unknown) => {
    if (error instanceof KpiQuestionError) return [];
    throw error;
  });
  const own = answers.filter((answer) => answer.unit === unit && answer.countedFor === 'served');
  const answer = own.find(({ target }) => target !== null) ?? own[0];
  if (!answer) return undefined;
  const { period, asOf, value, reason, valueUnit, numerator, denominator, ...judged } = answer;
  const { target, targetSet, direction, gap, adjusted, coverage } = judged;
  return {
    ...{ kpi, unit, period, asOf, value, reason, valueUnit, numerator, denominator },
    ...{ target, targetSet, direction, gap, adjusted, coverage },
  };
}
