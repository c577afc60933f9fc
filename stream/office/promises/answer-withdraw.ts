import { answerColumns, toAnswerTold, type AnswerRow } from '#shared/store/list-unit-answers.ts';
import { answerWithdraw } from '#shared/wire/promise-commands.ts';
import { defineCommand } from '../commands/command.ts';

/** `answer.withdraw`: a unit takes back what it said; it stays to be read, marked so. */
export const answerWithdrawCommand = defineCommand({
  verb: 'answer.withdraw',
  repeat: 'once',
  needs: 'promise.answer',
  objectOf: ({ unit }) => ({ unit }),
  body: answerWithdraw,
  act: async ({ id, unit }, { sql, now, actor }) => {
    const { rows } = await sql.query<AnswerRow>(
      `UPDATE unit_answers SET withdrawn_by = $3, withdrawn_at = $4
       WHERE id = $1 AND unit = $2 AND withdrawn_at IS NULL RETURNING ${answerColumns}`,
      [id, unit, actor, now],
    );
    const [row] = rows;
    if (!row) {
      const message = `there is no answer ${id} of ${unit} that was not taken back`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    // With its days and its words: the trail says what was taken back without looking elsewhere.
    const told = toAnswerTold(row);
    return { answer: { ok: true, value: told }, audit: { subject: `unit:${unit}`, detail: { answer: id, ...told } } };
  },
});
