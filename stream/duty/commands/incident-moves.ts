import type { IncidentMove } from '#shared/duty/incident/incident-acts.ts';
import { moveIncident, type Moved } from '#shared/duty/incident/move-incident.ts';
import { movesFrom } from '#shared/duty/incident/state-machine.ts';
import {
  incidentAcknowledge,
  incidentClose,
  incidentRelease,
  incidentReopen,
  incidentResolve,
  incidentResume,
  incidentStart,
  incidentWait,
} from '#shared/wire/incident-commands.ts';
import { listTasks, type TaskRow } from '#shared/store/incident-tasks.ts';
import { acknowledgeMembers } from '../alerts/acknowledge-members.ts';
import { changeIncident, refuse, type Acted, type Acting } from '../incidents/change-incident.ts';
import { defineCommand } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';
/** Who takes an incident by working on it has it for so long. */
const workingForS = 1_800;

/** `incident.acknowledge`: whoever asks has it for a while, and those of its alerts that nobody has; then it comes back. */
export const incidentAcknowledgeCommand = defineCommand({
  ...{ verb: 'incident.acknowledge', repeat, needs, body: incidentAcknowledge },
  act: (wish, context) =>
    changeIncident(wish, context, 'incident.acknowledge', async (acting) => {
      const claimed = claim(acting, wish.forS);
      const moved = move(acting, { move: 'acknowledge', ...claimed }, { forS: wish.forS, note: wish.note });
      if ('refused' in moved) return moved;
      const alerts = await acknowledgeMembers(context.duty, acting.incident, claimed);
      return { ...moved, undo: [{ do: 'release', alerts }] };
    }),
});

/** `incident.release`: nobody has it. */
export const incidentReleaseCommand = defineCommand({
  ...{ verb: 'incident.release', repeat, needs, body: incidentRelease },
  act: (wish, context) =>
    changeIncident(wish, context, 'incident.release', (acting) =>
      move(acting, { move: 'release', by: acting.by }, { note: wish.note }),
    ),
});

/** `incident.start`: work on it has begun. */
export const incidentStartCommand = defineCommand({
  ...{ verb: 'incident.start', repeat, needs, body: incidentStart },
  act: (wish, context) =>
    changeIncident(wish, context, 'incident.start', (acting) =>
      move(acting, { move: 'start', ...claim(acting, workingForS) }, { note: wish.note }),
    ),
});

/** `incident.wait`: the clock stands still, and why. */
export const incidentWaitCommand = defineCommand({
  ...{ verb: 'incident.wait', repeat, needs, body: incidentWait },
  act: ({ reason, on, ...wish }, context) =>
    changeIncident(wish, context, 'incident.wait', (acting) =>
      move(acting, { move: 'wait', by: acting.by, reason, on }, { reason, on }),
    ),
});

/** `incident.resume`: the clock goes on. */
export const incidentResumeCommand = defineCommand({
  ...{ verb: 'incident.resume', repeat, needs, body: incidentResume },
  act: (wish, context) =>
    changeIncident(wish, context, 'incident.resume', (acting) =>
      move(acting, { move: 'resume', ...claim(acting, workingForS) }, { note: wish.note }),
    ),
});

/** `incident.resolve`: what was done. */
export const incidentResolveCommand = defineCommand({
  ...{ verb: 'incident.resolve', repeat, needs, body: incidentResolve },
  act: ({ how, ...wish }, context) =>
    changeIncident(wish, context, 'incident.resolve', (acting) =>
      move(acting, { move: 'resolve', by: acting.by, how }, { how }),
    ),
});

/** `incident.close`: nothing is added to it any more, so nothing may be left to do. */
export const incidentCloseCommand = defineCommand({
  ...{ verb: 'incident.close', repeat, needs, body: incidentClose },
  act: (wish, context) =>
    changeIncident(wish, context, 'incident.close', async (acting) => {
      const moved = move(acting, { move: 'close', by: acting.by }, { note: wish.note });
      if ('refused' in moved) return moved;
      const open = (await listTasks(context.sql, acting.incident.id)).filter(({ doneAt }) => doneAt === null);
      return open.length === 0 ? moved : refuse('conflict', sayOpen(open));
    }),
});

/** `incident.reopen`: whoever asks has it. */
export const incidentReopenCommand = defineCommand({
  ...{ verb: 'incident.reopen', repeat, needs, body: incidentReopen },
  act: ({ why, ...wish }, context) =>
    changeIncident(wish, context, 'incident.reopen', (acting) =>
      move(acting, { move: 'reopen', ...claim(acting, workingForS) }, { why }),
    ),
});

function claim({ by, nowMs }: Acting, forS: number): { by: string; untilMs: number } {
  return { by, untilMs: nowMs + forS * 1_000 };
}

function move({ incident, nowMs }: Acting, moved: Moved, told: Readonly<Record<string, unknown>>): Acted {
  const next = moveIncident(incident, moved, nowMs);
  if (!next) return refuse('conflict', sayNotAllowed(moved.move, incident.state));
  const detail = { move: moved.move, from: incident.state, to: next.state, ...told };
  return { incident: next, said: { by: moved.by, kind: 'state', detail } };
}

function sayOpen(open: readonly TaskRow[]): string {
  const told = open.map(({ text, unit }) => `“${text}”${unit === null ? '' : ` (${unit})`}`);
  return `it is not closed while something is to be done: ${told.join(', ')}; say that it is done, then close`;
}

function sayNotAllowed(wanted: IncidentMove, from: Acting['incident']['state']): string {
  const may = movesFrom(from).filter((one) => one !== 'lapse');
  return `an incident that is ${from} cannot be changed by ${wanted}; it can by ${may.join(', ') || 'nothing'}`;
}
