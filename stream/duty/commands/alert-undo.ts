import type { CommandAnswer } from '#shared/wire/commands.ts';
import { alertUndo, undoForMs } from '#shared/wire/alert-commands.ts';
import { layOverWorld } from '../alerts/lay-over-alerts.ts';
import { lockAlert } from '../alerts/lock-alert.ts';
import { personOf } from '../alerts/person-of.ts';
import { setAcknowledgement } from '../alerts/set-acknowledgement.ts';
import type { Inverse } from '../alerts/undoable-acts.ts';
import type { DutyTransaction } from '../transaction.ts';
import { defineCommand } from './command.ts';

type Undone = { readonly answer: CommandAnswer<unknown> };

/** `alert.undo`: the inverse act, by whoever acted, within ten seconds, unless somebody has acted on it since. */
export const alertUndoCommand = defineCommand({
  verb: 'alert.undo',
  repeat: 'once',
  needs: 'alert.act',
  body: alertUndo,
  act: async ({ commandId }, { sql, duty, actor, now }) => {
    const { rows } = await sql.query<{ actor: string; verb: string; inverse: Inverse; realAt: Date }>(
      'SELECT actor, verb, inverse, real_at AS "realAt" FROM undoable_acts WHERE command = $1',
      [commandId],
    );
    const [act] = rows;
    if (!act) return refuse('not-found', `nothing that can be taken back was done by ${commandId}`);
    if (act.actor !== actor) return refuse('forbidden', `${act.verb} was done by ${personOf(act.actor)}`);
    if (now.getTime() - act.realAt.getTime() > undoForMs) {
      return refuse('conflict', `${act.verb} was done more than ${undoForMs / 1_000} s ago; do the opposite instead`);
    }
    const undone = await undo(duty, act.inverse, actor);
    if (!undone.answer.ok) return undone;
    await sql.query('DELETE FROM undoable_acts WHERE command = $1', [commandId]);
    return { ...undone, audit: { subject: `command:${commandId}`, detail: { verb: act.verb, inverse: act.inverse } } };
  },
});

async function undo(duty: DutyTransaction, inverse: Inverse, actor: string): Promise<Undone> {
  const by = personOf(actor);
  if (inverse.kind === 'acknowledgement') {
    const locked = await lockAlert(duty.sql, { alert: inverse.alert, expectedVersion: inverse.version });
    if ('refused' in locked) return { answer: locked.refused };
    const alert = await setAcknowledgement(duty, locked.alert, { acknowledgement: inverse.was, by, note: 'undo' });
    return { answer: { ok: true, value: { alert } } };
  }
  const { id, isOpen, kind } = inverse;
  const table = kind === 'shelf' ? 'shelves' : 'maintenance_windows';
  const { rows } = await duty.sql.query<{ world: string }>(
    `SELECT world FROM ${table} WHERE id = $1 AND (ended_at IS NULL) <> $2 FOR UPDATE`,
    [id, isOpen],
  );
  const [found] = rows;
  if (!found) return refuse('conflict', `somebody has acted on ${kind} ${id} since`);
  const now = duty.nowOf(found.world);
  const end = isOpen ? [null, null] : [now, by];
  await duty.sql.query(`UPDATE ${table} SET ended_at = $2, ended_by = $3 WHERE id = $1`, [id, ...end]);
  await layOverWorld(duty, { world: found.world, now, isLate: true });
  return { answer: { ok: true, value: { [kind]: id } } };
}

function refuse(code: 'not-found' | 'forbidden' | 'conflict', message: string): Undone {
  return { answer: { ok: false, code, message } };
}
