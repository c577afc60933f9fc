import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import { answerColumns, toAnswerTold, type AnswerRow } from '#shared/store/list-unit-answers.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { answerGive } from '#shared/wire/promise-commands.ts';
import { defineCommand } from '../commands/command.ts';

/** `answer.give`: what a unit says to its figure, of the period that runs now or of days gone by, kept beside the figure as it is then. */
export const answerGiveCommand = defineCommand({
  verb: 'answer.give',
  repeat: 'once',
  needs: 'promise.answer',
  objectOf: ({ world, unit }) => ({ world, unit }),
  body: answerGive,
  act: async ({ world, unit, kpi, kind, text, days }, { sql, now, actor }) => {
    const nowMs = await readWorldNow(sql, world, now.getTime());
    if (nowMs === undefined) return notFound(`there is no world ${world}`);
    const { rows: units } = await sql.query('SELECT FROM units WHERE code = $1', [unit]);
    if (units.length === 0) return notFound(`there is no unit ${unit}`);
    const answers = await answerKpis(sql, { world, nowMs, of: unit, kpis: [kpi], when: days && { span: days } });
    const own = answers.filter(({ countedFor }) => countedFor === 'served');
    // Days that are not one period are answered where they begin.
    const figure = own.find(({ period }) => period.from === days?.from && period.to === days.to) ?? own[0];
    if (!figure) return notFound(`${kpi} is a figure of the whole city; a unit has none`);
    if (figure.reason === 'not-yet') {
      return { answer: { ok: false, code: 'invalid', message: `the period from ${figure.period.from} has not begun` } };
    }
    const { period, value, numerator, denominator } = figure;
    const { rows } = await sql.query<AnswerRow>(
      `INSERT INTO unit_answers (world, unit, kpi, period_from, period_to, kind, text, value, numerator, denominator, by, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${answerColumns}`,
      [world, unit, kpi, period.from, period.to, kind, text, value, numerator, denominator, actor, now],
    );
    const [row] = rows;
    if (!row) throw new Error('unit_answers: the answer was not stored');
    const told = toAnswerTold(row);
    return { answer: { ok: true, value: told }, audit: { subject: `unit:${unit}`, detail: { ...told } } };
  },
});

function notFound(message: string) {
  return { answer: { ok: false, code: 'not-found', message } } as const;
}
