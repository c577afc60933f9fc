import { listMaintenance } from '#shared/store/list-maintenance.ts';
import { maintenanceEnd, maintenanceList, maintenanceSet } from '#shared/wire/alert-commands.ts';
import { layOverWorld } from '../alerts/lay-over-alerts.ts';
import { openWindow } from '../alerts/open-window.ts';
import { personOf } from '../alerts/person-of.ts';
import { rememberInverse } from '../alerts/undoable-acts.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

const dayMs = 86_400_000;
const longestMs = 366 * dayMs;
const listedMs = 30 * dayMs;

/** `maintenance.set`: planned work; what breaks in it is judged and not announced. */
export const maintenanceSetCommand = defineCommand({
  verb: 'maintenance.set',
  repeat: 'once',
  needs: 'maintenance.set',
  objectOf: ({ world }) => ({ world }),
  body: maintenanceSet,
  fault: ({ from, to }) => {
    const lengthMs = Date.parse(to) - Date.parse(from);
    if (lengthMs <= 0) return 'to: must be later than from; the instant itself is not part of it';
    return lengthMs > longestMs ? 'to: at most a year after from; set it again then' : undefined;
  },
  act: async (wish, context) => {
    const { duty, actor, commandId } = context;
    const { world, scope, from, to, weekly = null, reason } = wish;
    const now = duty.nowOf(world);
    if (Date.parse(to) <= now.getTime()) {
      const message = `to: ${to} is over; ${world} reads ${now.toISOString()}`;
      return { answer: { ok: false, code: 'invalid', message } };
    }
    const id = await openWindow(duty, { world, scope, from, to, weekly, reason, by: personOf(actor) });
    const inverse = { kind: 'window', id, isOpen: false } as const;
    await rememberInverse(duty, { command: commandId, actor, verb: 'maintenance.set', inverse });
    return tell(context, { id, world, detail: { world, scope, from, to, weekly, reason } });
  },
});

/** `maintenance.end`: what holds in it is announced at once. */
export const maintenanceEndCommand = defineCommand({
  verb: 'maintenance.end',
  repeat: 'once',
  needs: 'maintenance.set',
  body: maintenanceEnd,
  act: async ({ id }, context) => {
    const { sql, duty, actor, commandId } = context;
    const { rows } = await sql.query<{ world: string }>(
      'SELECT world FROM maintenance_windows WHERE id = $1 AND ended_at IS NULL FOR UPDATE',
      [id],
    );
    const [window] = rows;
    if (!window) {
      const message = `there is no maintenance window ${id} that has not ended; vonglau maintenance list shows all`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const { world } = window;
    const now = duty.nowOf(world);
    await sql.query('UPDATE maintenance_windows SET ended_at = $2, ended_by = $3 WHERE id = $1', [
      ...[id, now, personOf(actor)],
    ]);
    await layOverWorld(duty, { world, now, isLate: true });
    const inverse = { kind: 'window', id, isOpen: true } as const;
    await rememberInverse(duty, { command: commandId, actor, verb: 'maintenance.end', inverse });
    return tell(context, { id, world, detail: { world } });
  },
});

/** `maintenance.list`: planned work now and to come, and which alerts it silences. */
export const maintenanceListCommand = defineCommand({
  verb: 'maintenance.list',
  repeat: 'any',
  needs: 'alert.see',
  objectOf: ({ world }) => ({ world }),
  body: maintenanceList,
  act: async ({ world, ended }, { sql, duty }) => {
    const now = duty.nowOf(world);
    const endedSince = ended ? new Date(now.getTime() - listedMs) : null;
    const value = await listMaintenance(sql, { world, endedSince, now, hours: duty.hours });
    return { answer: { ok: true, value } };
  },
});

async function tell(
  { sql, duty }: ActContext,
  { id, world, detail }: { id: number; world: string; detail: Readonly<Record<string, unknown>> },
): Promise<Outcome> {
  const [value] = await listMaintenance(sql, { world, id, now: duty.nowOf(world), hours: duty.hours });
  return { answer: { ok: true, value }, audit: { subject: `maintenance:${id}`, detail } };
}
