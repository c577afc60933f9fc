import { listIncidents } from '#shared/store/list-incidents.ts';
import { readIncident, tookOf } from '#shared/store/read-incident.ts';
import { incidentList, incidentSee, type IncidentDetail } from '#shared/wire/incident-commands.ts';
import { notFound } from '../incidents/change-incident.ts';
import { readKnownCity } from '../incidents/known-city.ts';
import { listAdvice } from '../incidents/list-advice.ts';
import { defineCommand } from './command.ts';

/** `incident.list`: of a world, the newest first; an account of a unit names its unit. */
export const incidentListCommand = defineCommand({
  verb: 'incident.list',
  repeat: 'any',
  needs: 'incident.see',
  objectOf: ({ world, unit = null }) => ({ world, unit }),
  body: incidentList,
  act: async (wish, { sql }) => ({ answer: { ok: true, value: await listIncidents(sql, wish) } }),
});

/** `incident.see`: everything there is of one, and what can be done about it now. */
export const incidentSeeCommand = defineCommand({
  verb: 'incident.see',
  repeat: 'any',
  needs: 'incident.see',
  objectOf: ({ unit = null }) => ({ unit }),
  body: incidentSee,
  act: async ({ id, unit }, { sql, duty }) => {
    const found = await readIncident(sql, { id, unit });
    if (!found) return { answer: notFound(id) };
    const city = await readKnownCity(duty, found.kept.world);
    const advice = await listAdvice(duty, found.kept, city);
    const value: IncidentDetail = { ...found.detail, advice, took: tookOf(found.kept, city.working) };
    return { answer: { ok: true, value } };
  },
});
