import {
  alertAcknowledge,
  alertUnacknowledge,
  type AlertActed,
  type AlertUnacknowledge,
} from '#shared/wire/alert-commands.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { lockAlert } from '../alerts/lock-alert.ts';
import { personOf } from '../alerts/person-of.ts';
import { setAcknowledgement } from '../alerts/set-acknowledgement.ts';
import { rememberInverse } from '../alerts/undoable-acts.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** `alert.acknowledge`: whoever asks has it; who has it already may have it for longer. */
export const alertAcknowledgeCommand = defineCommand({
  verb: 'alert.acknowledge',
  repeat: 'once',
  needs: 'alert.act',
  body: alertAcknowledge,
  act: (wish, context) =>
    change(wish, context, 'alert.acknowledge', ({ world }) => {
      const at = context.duty.nowOf(world);
      const until = new Date(at.getTime() + wish.forS * 1_000).toISOString();
      return { by: personOf(context.actor), at: at.toISOString(), until };
    }),
});

/** `alert.unacknowledge`: nobody has it. */
export const alertUnacknowledgeCommand = defineCommand({
  verb: 'alert.unacknowledge',
  repeat: 'once',
  needs: 'alert.act',
  body: alertUnacknowledge,
  act: (wish, context) => change(wish, context, 'alert.unacknowledge', () => null),
});

async function change(
  wish: AlertUnacknowledge,
  { sql, duty, actor, commandId }: ActContext,
  verb: string,
  acknowledgementOf: (alert: AlertView) => AlertView['acknowledgement'],
): Promise<Outcome> {
  const locked = await lockAlert(sql, wish);
  if ('refused' in locked) return { answer: locked.refused };
  const { alert } = locked;
  const acknowledgement = acknowledgementOf(alert);
  const told = await setAcknowledgement(duty, alert, { acknowledgement, by: personOf(actor), note: wish.note });
  await rememberInverse(duty, {
    ...{ command: commandId, actor, verb },
    inverse: { kind: 'acknowledgement', alert: alert.id, version: told.version, was: alert.acknowledgement },
  });
  const { world, rule, target } = alert;
  return {
    answer: { ok: true, value: { alert: told } satisfies AlertActed },
    audit: {
      subject: `alert:${alert.id}`,
      detail: { world, rule, target, until: acknowledgement?.until ?? null, before: alert.acknowledgement },
    },
  };
}
