import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { likelyCause } from '#shared/duty/incident/likely-cause.ts';
import { isUnresolved } from '#shared/duty/incident/state-machine.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { listMembers } from '#shared/store/incident-members.ts';
import { incidentJoin, incidentMerge, incidentSplit } from '#shared/wire/incident-commands.ts';
import { personOf } from '../alerts/person-of.ts';
import { absorbIncident } from '../incidents/absorb-incident.ts';
import { changeIncident, notFound, refuse } from '../incidents/change-incident.ts';
import { moveAlerts } from '../incidents/move-alerts.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { refreshIncident } from '../incidents/refresh-incident.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';

/** `incident.merge`: all of an incident becomes part of another, which is told of as the one acted on. */
export const incidentMergeCommand = defineCommand({
  ...{ verb: 'incident.merge', repeat, needs, body: incidentMerge },
  fault: ({ id, into }) => (id === into ? 'into: an incident cannot become part of itself' : undefined),
  act: async ({ id, expectedVersion, into, intoVersion }, context): Promise<Outcome> => {
    const incident = await findIncident(context.sql, id);
    if (!incident) return { answer: notFound(id) };
    // Whoever merges must have seen both as they are.
    if (incident.version !== expectedVersion) return seenOtherwise(id, expectedVersion, context);
    return changeIncident({ id: into, expectedVersion: intoVersion }, context, 'incident.merge', async (acting) => {
      if (incident.world !== acting.incident.world) return refuse('invalid', 'into: it is of another world');
      if (incident.isExercise !== acting.incident.isExercise) {
        return refuse('invalid', 'into: an exercise and what is real are not one incident');
      }
      if (!isUnresolved(acting.incident.state)) {
        return refuse('conflict', `${incidentNumber(into)} is ${acting.incident.state}: nothing is added to it`);
      }
      const { by, city } = acting;
      const absorbed = await absorbIncident(context.duty, incident, { into: acting.incident, by, city });
      if (!absorbed) return refuse('conflict', `an incident that is ${incident.state} cannot become part of another`);
      const { alerts, belongings } = absorbed;
      const detail = { merged: id, number: incidentNumber(id), alerts: alerts.length };
      const back = { do: 'alerts', back: alerts.map((alert) => [alert, id] as const) } as const;
      const bring = belongings.map((one) => ({ do: 'belongings' as const, to: id, ...one }));
      const revive = { do: 'revive', incident, version: incident.version + 1 } as const;
      return {
        incident: acting.incident,
        said: { by, kind: 'membership', detail },
        undo: [back, ...bring, revive],
        came: [incident.priority],
      };
    });
  },
});

/** `incident.split`: some of its alerts are another matter, which is an incident of its own. */
export const incidentSplitCommand = defineCommand({
  ...{ verb: 'incident.split', repeat, needs, body: incidentSplit },
  act: ({ alerts, title, ...wish }, context) =>
    changeIncident(wish, context, 'incident.split', async ({ incident, city, by }) => {
      const members = await listMembers(context.sql, { incidents: [incident.id] });
      const own = members.filter((member) => alerts.includes(member.id));
      const first = likelyCause(own, city.near);
      if (!first || own.length !== new Set(alerts).size) return refuse('invalid', 'alerts: not all of them are in it');
      if (own.length === members.length) return refuse('invalid', 'alerts: with all of them nothing would be left');
      const opened = await openIncident(
        context.duty,
        {
          ...{ world: incident.world, priority: first.priority, channel: 'rule', openedBy: 'rule' },
          title: title === undefined ? first.name : { vi: title, en: title },
          ...{ occurredMs: first.sinceMs, isExercise: incident.isExercise, isNamed: title !== undefined },
        },
        city,
      );
      await moveAlerts(context.duty, alerts, { to: opened, city, by });
      const from = { by, kind: 'membership' as const, detail: { splitFrom: incidentNumber(incident.id) } };
      const split = await refreshIncident(context.duty, opened, { city, said: [from] });
      const left = (await findIncident(context.sql, incident.id)) ?? incident;
      const detail = { splitOff: split.id, number: incidentNumber(split.id), alerts: own.length };
      const undo = [{ do: 'absorb', incident: split.id, version: split.version } as const];
      return {
        incident: { ...left, version: incident.version },
        said: { by, kind: 'membership', detail },
        undo,
        made: split.id,
      };
    }),
});

/** `incident.join`: alerts from anywhere in its world belong to it. */
export const incidentJoinCommand = defineCommand({
  ...{ verb: 'incident.join', repeat, needs, body: incidentJoin },
  act: ({ alerts, ...wish }, context) =>
    changeIncident(wish, context, 'incident.join', async ({ incident, city, by }) => {
      if (!isUnresolved(incident.state)) {
        return refuse(
          'conflict',
          `${incidentNumber(incident.id)} is ${incident.state}: nothing is added to it; reopen it first`,
        );
      }
      const moved = await moveAlerts(context.duty, alerts, { to: incident, city, by });
      if (moved.length === 0) return refuse('not-found', 'alerts: none of them is in this world and not in it yet');
      const detail = { joined: moved.map(([alert]) => alert), why: 'by_hand' };
      const members = await listMembers(context.sql, { alerts: detail.joined });
      const came = members.map(({ priority }) => priority);
      return { incident, said: { by, kind: 'membership', detail }, undo: [{ do: 'alerts', back: moved }], came };
    }),
});

async function seenOtherwise(id: number, expectedVersion: number, context: ActContext): Promise<Outcome> {
  return changeIncident({ id, expectedVersion }, context, 'incident.merge', () =>
    refuse('conflict', `it was changed by ${personOf(context.actor)}`),
  );
}
