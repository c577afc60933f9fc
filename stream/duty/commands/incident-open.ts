import { authorize } from '#shared/access/authorize.ts';
import { undoForS } from '#shared/duty/incident/incident-acts.ts';
import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { insertUndo } from '#shared/store/incident-undos.ts';
import { incidentOpen, type IncidentActed } from '#shared/wire/incident-commands.ts';
import { personOf } from '../alerts/person-of.ts';
import { moveAlerts } from '../incidents/move-alerts.ts';
import { readKnownCity } from '../incidents/known-city.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { refreshIncident } from '../incidents/refresh-incident.ts';
import type { Said } from '../incidents/save-incident.ts';
import { defineCommand } from './command.ts';

const takenForMs = 1_800_000;

/** `incident.open`: by hand, from a call, a ward, the radio, the press. */
export const incidentOpenCommand = defineCommand({
  verb: 'incident.open',
  repeat: 'once',
  needs: 'incident.open',
  objectOf: ({ world, units }) => ({ world, unit: units.length === 1 ? units[0] : null }),
  body: incidentOpen,
  act: async (wish, { sql, duty, actor, subject, commandId }) => {
    const { world, title, titleEn = title, priority, units, assets, place = null, channel, isExercise, note } = wish;
    const city = await readKnownCity(duty, world);
    const unknown = [...units, ...assets].filter((code) => city.nameOf(code) === undefined);
    if (unknown.length > 0) {
      const message = `the registry has no ${unknown.join(', ')}`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const isOwn = subject.kind === 'account' && subject.unit !== null;
    const foreign = assets.find((code) => isOwn && city.placeOf(code)?.unit !== subject.unit);
    if (foreign !== undefined || (isOwn && wish.alerts.length > 0)) {
      const message = `an account of a unit opens incidents of its own unit's assets, without alerts`;
      return { answer: { ok: false, code: 'forbidden', message } };
    }
    const by = personOf(actor);
    const occurredMs = wish.occurredAt === undefined ? city.nowMs : Date.parse(wish.occurredAt);
    const opened = await openIncident(
      duty,
      {
        ...{ world, title: { vi: title, en: titleEn }, priority, channel, openedBy: by, occurredMs },
        ...{ named: { units, assets }, place, isExercise, isRated: true },
      },
      city,
    );
    const moved = await moveAlerts(duty, wish.alerts, { to: opened, city, by });
    const mayAct = authorize(subject, 'incident.act').allowed;
    const claim = { move: 'acknowledge', by, untilMs: city.nowMs + takenForMs } as const;
    const taken = wish.take && mayAct ? moveIncident(opened, claim, city.nowMs) : undefined;
    const said: Said[] = [
      ...(note === undefined ? [] : [{ by, kind: 'note' as const, detail: { text: note } }]),
      ...(taken ? [{ by, kind: 'state' as const, detail: { move: 'acknowledge', from: 'new', to: taken.state } }] : []),
    ];
    const saved = await refreshIncident(duty, taken ?? opened, { city, said });
    const until = new Date(duty.now.getTime() + undoForS * 1_000);
    const steps = [{ do: 'alerts', back: moved } as const, { do: 'close' } as const];
    const before = { incident: saved, version: saved.version, steps };
    await insertUndo(sql, { commandId, incident: saved.id, actor, verb: 'incident.open', until, before });
    const { id, version, state } = saved;
    const undo = { commandId, until: until.toISOString() };
    const value: IncidentActed = { id, number: incidentNumber(id), version, state, undo };
    const detail = { world, title, priority, channel, units, assets, isExercise: saved.isExercise };
    return { answer: { ok: true, value }, audit: { subject: `incident:${id}`, detail } };
  },
});
