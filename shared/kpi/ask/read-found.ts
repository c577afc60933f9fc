import type { Sql } from '../../store/sql.ts';
import type { Formula } from '../formulas/formula.ts';
import { cutAt } from '../ledger/days.ts';
import type { Found, Setting } from './build-answer.ts';
import type { Question } from './question.ts';
import { readDays } from './read-days.ts';
import { readHours } from './read-hours.ts';

/** Reads what answers questions; all that ask about the same days are read for at once. */
export async function readFound(
  sql: Sql,
  setting: Setting,
  questions: readonly Question[],
): Promise<ReadonlyMap<Question, Found>> {
  const found = new Map<Question, Found>();
  const asked = questions.filter(({ measure, counted, scope }) => measure && counted && scope.of !== 'nobody');
  for (const own of Map.groupBy(asked, ({ counted }) => `${counted?.from} ${counted?.to}`).values()) {
    const days = own[0]?.counted;
    if (!days) continue;
    const bounds = own.flatMap(({ tenures }) => tenures.flatMap((tenure) => [tenure.days.from, tenure.days.to]));
    const group = { days, pieces: cutAt(days, bounds) };
    const readings = await readDays(sql, setting, { ...group, questions: own });
    for (const [formula, questions] of byFormula(own)) {
      const hours = await readHours(sql, setting, { ...group, formula, questions });
      for (const question of questions) found.set(question, { pieces: group.pieces, readings, ...hours });
    }
  }
  return found;
}

function byFormula(questions: readonly Question[]): [Formula, Question[]][] {
  return [...Map.groupBy(questions, ({ formula }) => formula)].flatMap(([formula, own]) =>
    formula ? [[formula, own] satisfies [Formula, Question[]]] : [],
  );
}
