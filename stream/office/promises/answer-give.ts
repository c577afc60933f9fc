import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import type { Days } from '#shared/kpi/ledger/days.ts';
import { answerColumns, toAnswerTold, type AnswerRow } from '#shared/store/list-unit-answers.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { answerGive, type AnswerGiven, type AnswerTold } from '#shared/wire/promise-commands.ts';
import { defineCommand } from '../commands/command.ts';

/**
 * `answer.give`: what a unit says to its figure, of the period that runs now or of days gone by, kept beside the figure as it is
 * then. Days that are several periods of a target (months of a monthly one) are answered in each.
 */
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
    const figures = figuresOf(own, days);
    if (figures.length === 0) return notFound(`${kpi} is a figure of the whole city; a unit has none`);
    const ahead = figures.find(({ reason }) => reason === 'not-yet');
    if (ahead) {
      return { answer: { ok: false, code: 'invalid', message: `the period from ${ahead.period.from} has not begun` } };
    }
    const kept: AnswerTold[] = [];
    for (const { period, value, numerator, denominator } of figures) {
      const { rows } = await sql.query<AnswerRow>(
        `INSERT INTO unit_answers (world, unit, kpi, period_from, period_to, kind, text, value, numerator, denominator, by, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING ${answerColumns}`,
        [world, unit, kpi, period.from, period.to, kind, text, value, numerator, denominator, actor, now],
      );
      kept.push(...rows.map(toAnswerTold));
    }
    const [first, ...others] = kept;
    if (!first) throw new Error('unit_answers: the answer was not stored');
    const value: AnswerGiven = { ...first, others };
    return { answer: { ok: true, value }, audit: { subject: `unit:${unit}`, detail: { ...value } } };
  },
});

/** The figures that are spoken to: the one of just these days, or else of each period they are cut into. */
function figuresOf(own: readonly KpiAnswer[], days: Days | undefined): readonly KpiAnswer[] {
  const whole = own.find(({ period }) => period.from === days?.from && period.to === days.to);
  if (whole) return [whole];
  if (!days) return own.slice(0, 1);
  const byPeriod = Map.groupBy(own, ({ period }) => `${period.from} ${period.to}`);
  return [...byPeriod.values()]
    .flatMap(([first]) => first ?? [])
    .sort((one, other) => one.period.from.localeCompare(other.period.from, 'en'));
}

function notFound(message: string) {
  return { answer: { ok: false, code: 'not-found', message } } as const;
}
