import { parseActor } from '#shared/access/actor.ts';
import { authorize } from '#shared/access/authorize.ts';
import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { findSubject } from '#shared/store/find-subject.ts';
import { incidentAssign, incidentNote, incidentRename, incidentSeverity } from '#shared/wire/incident-commands.ts';
import { changeIncident, refuse } from '../incidents/change-incident.ts';
import { defineCommand } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';

/** `incident.note`. */
export const incidentNoteCommand = defineCommand({
  ...{ verb: 'incident.note', repeat, needs, body: incidentNote },
  act: ({ text, about, ...wish }, context) =>
    changeIncident(wish, context, 'incident.note', ({ incident, by }) => ({
      ...{ incident, said: { by, kind: 'note', detail: { text, ...(about && { about }) } }, undo: null },
    })),
});

/** `incident.assign`: to somebody who may act on it, or to nobody. */
export const incidentAssignCommand = defineCommand({
  ...{ verb: 'incident.assign', repeat, needs, body: incidentAssign },
  act: ({ account, forS, ...wish }, context) =>
    changeIncident(wish, context, 'incident.assign', async ({ incident, by, nowMs }) => {
      const moved =
        account === null
          ? moveIncident(incident, { move: 'release', by }, nowMs)
          : moveIncident(incident, { move: 'acknowledge', by: account, untilMs: nowMs + forS * 1_000 }, nowMs);
      if (!moved) return refuse('conflict', `an incident that is ${incident.state} is nobody's to take or leave`);
      const named = account === null ? undefined : parseActor(`account:${account}`);
      const subject = named && (await findSubject(context.sql, named));
      if (account !== null && (!subject || !authorize(subject, 'incident.act').allowed)) {
        return refuse('not-found', `account: there is no account ${account} that may act on incidents`);
      }
      const detail = { from: incident.owner, to: account, move: 'assign' };
      return { incident: moved, said: { by, kind: 'owner', detail } };
    }),
});

/** `incident.severity`: a person's word; nothing that is worked out changes it after. */
export const incidentSeverityCommand = defineCommand({
  ...{ verb: 'incident.severity', repeat, needs, body: incidentSeverity },
  act: ({ priority, why, ...wish }, context) =>
    changeIncident(wish, context, 'incident.severity', ({ incident, by }) => ({
      incident: { ...incident, priority, isRated: true },
      said: { by, kind: 'severity', detail: { from: incident.priority, to: priority, why } },
    })),
});

/** `incident.rename`: its title, and its cause in words. */
export const incidentRenameCommand = defineCommand({
  ...{ verb: 'incident.rename', repeat, needs, body: incidentRename },
  act: ({ title: vi, titleEn: en = vi, cause, ...wish }, context) =>
    changeIncident(wish, context, 'incident.rename', ({ incident, by }) => {
      const title = { vi, en };
      const told =
        cause === undefined ? incident.cause : { alert: incident.cause?.alert ?? null, text: { vi: cause, en: cause } };
      const detail = { title, from: incident.title, ...(cause !== undefined && { cause: told }) };
      return { incident: { ...incident, title, cause: told, isNamed: true }, said: { by, kind: 'severity', detail } };
    }),
});
