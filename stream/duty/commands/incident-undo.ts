import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { takeUndo } from '#shared/store/incident-undos.ts';
import { incidentUndo, type IncidentActed } from '#shared/wire/incident-commands.ts';
import { personOf } from '../alerts/person-of.ts';
import { notFound } from '../incidents/change-incident.ts';
import { readKnownCity } from '../incidents/known-city.ts';
import { refreshIncident } from '../incidents/refresh-incident.ts';
import { isUntouched, takeBack } from '../incidents/take-back.ts';
import { defineCommand, type Outcome } from './command.ts';

/** `incident.undo`: the inverse of one's own act, for some seconds, as long as nobody did another since. */
export const incidentUndoCommand = defineCommand({
  verb: 'incident.undo',
  repeat: 'once',
  needs: 'incident.open',
  body: incidentUndo,
  act: async ({ id, commandId }, { sql, duty, actor }): Promise<Outcome> => {
    const incident = await findIncident(sql, id);
    if (!incident) return { answer: notFound(id) };
    const undo = await takeUndo(sql, commandId, actor);
    if (!undo || undo.incident !== id || undo.until < duty.now) {
      return refuse('it can be undone for ten seconds, by who did it, once');
    }
    const { before } = undo;
    if (incident.version !== before.version || !(await isUntouched(sql, before.steps))) {
      return refuse(`${incidentNumber(id)} was changed by somebody since; it is not undone`);
    }
    const city = await readKnownCity(duty, incident.world);
    const by = personOf(actor);
    const back = await takeBack(duty, { incident, undo, city, by });
    const said = { by, kind: 'undone' as const, detail: { move: 'undo', verb: undo.verb } };
    const saved = await refreshIncident(duty, { ...back, version: incident.version + 1 }, { city, said: [said] });
    const { version, state } = saved;
    const value: IncidentActed = { id, number: incidentNumber(id), version, state, undo: null };
    const detail = { verb: undo.verb, commandId, from: incident.state, to: state };
    return { answer: { ok: true, value }, audit: { subject: `incident:${id}`, detail } };
  },
});

function refuse(message: string): Outcome {
  return { answer: { ok: false, code: 'conflict', message } };
}
