import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { insertTask, findTask, setTaskDone } from '#shared/store/incident-tasks.ts';
import { listOffices } from '#shared/store/list-offices.ts';
import { officeFor } from '#shared/tasks/offices.ts';
import { incidentTaskNumber } from '#shared/tasks/task-number.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { incidentTaskAdd, incidentTaskDone, incidentTaskReport } from '#shared/wire/incident-commands.ts';
import { changeIncident, closed, refuse } from '../incidents/change-incident.ts';
import { defineCommand } from './command.ts';

const needs = 'incident.act';
const repeat = 'once';

/** `incident.task.add`: what is to be done, by which unit or office, and by when. */
export const incidentTaskAddCommand = defineCommand({
  ...{ verb: 'incident.task.add', repeat, needs, body: incidentTaskAdd },
  act: ({ text, unit: named, office: asked, dueAt, ...wish }, context) =>
    changeIncident(wish, context, 'incident.task.add', async ({ incident, city, by, nowMs }) => {
      const offices = asked === null ? [] : await listOffices(context.sql, civilCalendar(city.timeZone).dayOf(nowMs));
      const known = asked === null ? null : officeFor(asked, offices);
      if (known === undefined)
        return refuse('not-found', `office: the city has no office, unit or department ${asked}`);
      const office = known?.code ?? null;
      const unit = named ?? known?.unit ?? null;
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
      if (!isDone && incident.state === 'closed') return { refused: closed(incident) };
      if ((task.doneAt !== null) === isDone)
        return refuse('conflict', `task: it is ${isDone ? 'done' : 'open'} already`);
      await setTaskDone(context.sql, id, isDone ? { by, at: new Date(nowMs) } : null);
      const undo = [{ do: 'task', id, doneBy: task.doneBy, doneAt: task.doneAt?.toISOString() ?? null } as const];
      return { incident, said: { by, kind: 'task', detail: { task: id, text: task.text, done: isDone } }, undo };
    }),
});

/** `incident.task.report`: whoever has it says what was done. It is not undone by them: the desk says what is not done after all. */
export const incidentTaskReportCommand = defineCommand({
  ...{ verb: 'incident.task.report', repeat, needs: 'task.answer', body: incidentTaskReport },
  objectOf: ({ unit }) => ({ unit: unit ?? null }),
  act: async ({ task: id, text: how }, context) => {
    const { sql, subject } = context;
    const task = await findTask(sql, id);
    if (!task) return { answer: { ok: false, code: 'not-found', message: `there is no task ${id} of an incident` } };
    if (subject.kind === 'account' && subject.unit !== null && subject.unit !== task.unit) {
      const message = `${incidentTaskNumber(task.incident, id)} is not a task of ${subject.unit}`;
      return { answer: { ok: false, code: 'forbidden', message } };
    }
    return changeIncident({ id: task.incident }, context, 'incident.task.report', async ({ incident, by, nowMs }) => {
      if (task.doneAt !== null) {
        return refuse('conflict', `task: ${task.doneBy} did it already; see ${incidentNumber(incident.id)}`);
      }
      await setTaskDone(sql, id, { by, at: new Date(nowMs) });
      const detail = { task: id, text: task.text, done: true, how };
      return { incident, said: { by, kind: 'task', detail }, undo: null };
    });
  },
});
