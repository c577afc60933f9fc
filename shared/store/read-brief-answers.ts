import type { Days } from '../kpi/ledger/days.ts';
import type { AnswerTold } from '../wire/promise-commands.ts';
import { answerColumns, toAnswerTold, type AnswerRow } from './list-unit-answers.ts';
import type { Sql } from './sql.ts';

/** Everything units said to figures of periods that touch some days, the newest first; what was taken back is among it. */
export async function listAnswersTo(sql: Sql, { world, days }: { world: string; days: Days }): Promise<AnswerTold[]> {
  const { rows } = await sql.query<AnswerRow>(
    `SELECT ${answerColumns} FROM unit_answers WHERE world = $1 AND period_to > $2 AND period_from < $3 ORDER BY id DESC`,
    [world, days.from, days.to],
  );
  return rows.map(toAnswerTold);
}

/** Answers by their numbers, the newest first, whatever became of them since. */
export async function readAnswers(sql: Sql, ids: readonly number[]): Promise<AnswerTold[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql.query<AnswerRow>(
    `SELECT ${answerColumns} FROM unit_answers WHERE id = ANY($1::bigint[]) ORDER BY id DESC`,
    [ids],
  );
  return rows.map(toAnswerTold);
}
