import { error } from '@sveltejs/kit';
import { readIncidentTask } from '#shared/store/read-incident-task.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { incidentTaskNumber } from '#shared/tasks/task-number.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { IncidentActed } from '#shared/wire/incident-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { resources } from '#lib/server/resources.ts';
import { readTaskDesk } from '#lib/tasks/server/read-task-desk.ts';
import { tasksWords } from '#lib/tasks/words/tasks-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const id = Number(event.params.task);
  if (!Number.isSafeInteger(id) || id < 1) error(404);
  const desk = await readTaskDesk(event);
  const { own } = desk;
  const task = await readIncidentTask(resources().pool, { id, unit: own }).catch(() => null);
  if (task === undefined) error(404);
  if (task === null) return { ...desk, task };
  const { world, units } = task;
  const nowMs = (await readWorldNow(resources().pool, world, Date.now())) ?? Date.now();
  return {
    ...{ ...desk, world, worldKind: worldKind(world), task, nowMs },
    number: incidentTaskNumber(task.incident, id),
    // A unit reads its task; the incident it reads where that is its own too.
    maySeeIncident: own === null || units.includes(own),
    mayReport: task.doneAt === null && (own !== null || desk.may.includes('task.answer')),
  };
};

export const actions: Actions = {
  report: async (event) => {
    const form = await readForm(event.request);
    const own = ownOf(event.locals.viewer);
    const task = Number(event.params.task);
    const body = { task, ...(own !== null && { unit: own }), text: form.text('text') };
    const wish = { owner: 'duty', verb: 'incident.task.report', body } as const;
    const answer = await carryOut<IncidentActed>(event, form, wish);
    const number = answer.ok ? incidentTaskNumber(answer.value.id, task) : String(task);
    const said = fill(tasksWords[event.locals.language].ofIncident.reported, { number });
    return tell({ verb: 'incident.task.report', subject: number }, form, answer, () => ({ subject: said }));
  },
};
