import { alertColumns, toAlertView, type AlertRow } from '#shared/store/alert-rows.ts';
import { readAlertViews } from '#shared/store/read-alert-views.ts';
import { alertAnswer } from '#shared/wire/promise-commands.ts';
import { noteActs } from '../alerts/note-acts.ts';
import { personOf } from '../alerts/person-of.ts';
import { defineCommand } from './command.ts';

/**
 * `alert.answer`: a unit says something to an alert of its own, open or over. Nobody has the alert by that, and nothing is
 * silenced: who has it reads what the unit says.
 */
export const alertAnswerCommand = defineCommand({
  verb: 'alert.answer',
  repeat: 'once',
  needs: 'promise.answer',
  objectOf: ({ unit }) => ({ unit }),
  body: alertAnswer,
  act: async ({ alert: id, unit, text, ownFault }, { sql, duty, actor }) => {
    const { rows } = await sql.query<AlertRow>(`SELECT ${alertColumns} FROM alerts a WHERE a.id = $1 FOR UPDATE`, [id]);
    const alert = rows[0] && toAlertView(rows[0]);
    if (alert?.labels.unit !== unit) {
      return { answer: { ok: false, code: 'not-found', message: `there is no alert ${id} of ${unit}` } };
    }
    await sql.query('UPDATE alerts SET version = version + 1, changed_at = $2 WHERE id = $1', [id, duty.now]);
    const act = ownFault ? 'own_fault' : 'answered';
    await noteActs(duty, [{ alert: id, world: alert.world, by: personOf(actor), act, note: text }]);
    const [value] = await readAlertViews(sql, { ids: [id] });
    const { world, rule, target } = alert;
    const detail = { world, rule, target, unit, text, ownFault };
    return { answer: { ok: true, value: { alert: value } }, audit: { subject: `alert:${id}`, detail } };
  },
});
