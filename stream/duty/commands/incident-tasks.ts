import { insertTask, findTask, setTaskDone } from '#shared/store/incident-tasks.ts';
import { incidentTaskAdd, incidentTaskDone } from '#shared/wire/incident-commands.ts';
import { changeIncident, refuse } from '../incidents/change-incident.ts';
import { defineCommand } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';

/** `incident.task.add`: what is to be done, by which unit or office, and by when. */
export const incidentTaskAddCommand = defineCommand({
  ...{ verb: 'incident.task.add', repeat, needs, body: incidentTaskAdd },
  act: ({ text, unit, office, dueAt, ...wish }, context) =>
    changeIncident(wish, context, 'incident.task.add', async ({ incident, city, by, nowMs }) => {
      if (unit !== null && city.nameOf(unit) === undefined)
        return refuse('not-found', `unit: the registry has no ${unit}`);
      const task = await insertTask(context.sql, {
        ...{ incident: incident.id, text, unit, office, addedBy: by, addedAt: new Date(nowMs) },
        dueAt: dueAt === null ? null : new Date(dueAt),
      });
      const detail = { task, text, unit, office, dueAt };
      const undo = [{ do: 'remove', table: 'incident_tasks', id: task } as const];
      return { incident, said: { by, kind: 'task', detail }, undo, made: task };
    }),
});

/** `incident.task.done`: or, after all, not done. */
export const incidentTaskDoneCommand = defineCommand({
  ...{ verb: 'incident.task.done', repeat, needs, body: incidentTaskDone },
  act: ({ task: id, isDone, ...wish }, context) =>
    changeIncident(wish, context, 'incident.task.done', async ({ incident, by, nowMs }) => {
      const task = await findTask(context.sql, id);
      if (!task || task.incident !== incident.id) return refuse('not-found', `task: it has no task ${id}`);
      if ((task.doneAt !== null) === isDone)
        return refuse('conflict', `task: it is ${isDone ? 'done' : 'open'} already`);
      await setTaskDone(context.sql, id, isDone ? { by, at: new Date(nowMs) } : null);
      const undo = [{ do: 'task', id, doneBy: task.doneBy, doneAt: task.doneAt?.toISOString() ?? null } as const];
      return { incident, said: { by, kind: 'task', detail: { task: id, text: task.text, done: isDone } }, undo };
    }),
});
