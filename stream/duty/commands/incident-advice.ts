import { insertAdvice } from '#shared/store/incident-advice.ts';
import { incidentAct } from '#shared/wire/incident-commands.ts';
import { changeIncident, refuse } from '../incidents/change-incident.ts';
import { gaugeOf, listAdvice } from '../incidents/list-advice.ts';
import { defineCommand } from './command.ts';

/** What an advice did is seen so long after. */
export const measuredAfterMs = 30 * 60_000;

/** `incident.act`: an advice was followed; how it is now is noted, and half an hour later how it is then. */
export const incidentActCommand = defineCommand({
  verb: 'incident.act',
  repeat: 'once',
  needs: 'incident.act',
  body: incidentAct,
  act: ({ advice: name, note, ...wish }, context) =>
    changeIncident(wish, context, 'incident.act', async ({ incident, city, by, nowMs }) => {
      const advice = (await listAdvice(context.duty, incident, city)).find((one) => one.name === name);
      if (!advice) return refuse('not-found', `advice: ${name} is not advised now; look again`);
      const before = gaugeOf(context.duty, incident.world, advice.asset, city);
      const id = await insertAdvice(context.sql, {
        ...{ incident: incident.id, advice, by, at: new Date(nowMs), before },
        measureAt: new Date(nowMs + measuredAfterMs),
      });
      const detail = { advice: id, name, text: advice.text, line: advice.line, before, note };
      const undo = [{ do: 'remove', table: 'incident_advice', id } as const];
      return { incident, said: { by, kind: 'advice', detail }, undo, made: id };
    }),
});
