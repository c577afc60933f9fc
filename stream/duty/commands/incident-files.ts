import { hash } from 'node:crypto';
import { checkAttachment } from '#shared/duty/incident/check-attachment.ts';
import { insertAttachment, insertLink, setRemoved } from '#shared/store/incident-files.ts';
import { incidentAttach, incidentDetach, incidentLink, incidentUnlink } from '#shared/wire/incident-commands.ts';
import { changeIncident, refuse } from '../incidents/change-incident.ts';
import { defineCommand } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';

/** `incident.link`. */
export const incidentLinkCommand = defineCommand({
  ...{ verb: 'incident.link', repeat, needs, body: incidentLink },
  act: ({ url, text = null, ...wish }, context) =>
    changeIncident(wish, context, 'incident.link', async ({ incident, by }) => {
      const link = await insertLink(context.sql, { incident: incident.id, url, text, by });
      const undo = [{ do: 'hide', table: 'incident_links', id: link } as const];
      return { incident, said: { by, kind: 'link', detail: { link, url, text } }, undo, made: link };
    }),
});

/** `incident.unlink`. */
export const incidentUnlinkCommand = defineCommand({
  ...{ verb: 'incident.unlink', repeat, needs, body: incidentUnlink },
  act: ({ link, ...wish }, context) =>
    changeIncident(wish, context, 'incident.unlink', async ({ incident, by, nowMs }) => {
      const wasThere = await setRemoved(context.sql, 'incident_links', {
        ...{ incident: incident.id, id: link, at: new Date(nowMs) },
      });
      if (!wasThere) return refuse('not-found', `link: it has no link ${link}`);
      const undo = [{ do: 'show', table: 'incident_links', id: link } as const];
      return { incident, said: { by, kind: 'link', detail: { link, removed: true } }, undo };
    }),
});

/** `incident.attach`: a file that is what it says it is. */
export const incidentAttachCommand = defineCommand({
  ...{ verb: 'incident.attach', repeat, needs, body: incidentAttach },
  act: ({ name, type, data, ...wish }, context) =>
    changeIncident(wish, context, 'incident.attach', async ({ incident, by, nowMs }) => {
      const bytes = Buffer.from(data, 'base64');
      const fault = checkAttachment(type, bytes);
      if (fault !== undefined) return refuse('invalid', fault);
      const sha256 = hash('sha256', bytes, 'hex');
      const attachment = await insertAttachment(context.sql, {
        ...{ incident: incident.id, name, type, sha256, bytes, by, at: new Date(nowMs) },
      });
      const detail = { attachment, name, type, bytes: bytes.length, sha256 };
      const undo = [{ do: 'hide', table: 'incident_attachments', id: attachment } as const];
      return { incident, said: { by, kind: 'attachment', detail }, undo, made: attachment };
    }),
});

/** `incident.detach`: it is not shown any more; that it was there stays on the timeline. */
export const incidentDetachCommand = defineCommand({
  ...{ verb: 'incident.detach', repeat, needs, body: incidentDetach },
  act: ({ attachment, ...wish }, context) =>
    changeIncident(wish, context, 'incident.detach', async ({ incident, by, nowMs }) => {
      const wasThere = await setRemoved(context.sql, 'incident_attachments', {
        ...{ incident: incident.id, id: attachment, at: new Date(nowMs) },
      });
      if (!wasThere) return refuse('not-found', `attachment: it has no file ${attachment}`);
      const undo = [{ do: 'show', table: 'incident_attachments', id: attachment } as const];
      return { incident, said: { by, kind: 'attachment', detail: { attachment, removed: true } }, undo };
    }),
});
