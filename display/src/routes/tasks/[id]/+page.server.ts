import { error } from '@sveltejs/kit';
import { listToldOfTask } from '#shared/store/list-told-of-task.ts';
import { readTask, type TaskDetail } from '#shared/store/read-task.ts';
import { readFigure } from '#shared/tasks/ask/read-figure.ts';
import { foldTask } from '#shared/tasks/fold-task.ts';
import { taskTransitions } from '#shared/tasks/task-moves.ts';
import { taskNumber } from '#shared/tasks/task-number.ts';
import { readOrigin } from '#shared/tasks/task-origin.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { inWorld } from '#lib/promises/server/read-league.ts';
import { resources } from '#lib/server/resources.ts';
import { readOffices } from '#lib/tasks/server/read-offices.ts';
import { taskActs, type TaskAct } from '#lib/tasks/server/task-acts.ts';
import type { TaskShown } from '#lib/tasks/task-page.ts';
import { tasksWords } from '#lib/tasks/words/tasks-words.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { pool } = resources();
  const id = Number(event.params.id);
  if (!Number.isSafeInteger(id) || id < 1) error(404);
  const own = ownOf(event.locals.viewer);
  const desk = readDesk(event);
  const read = await readTask(pool, { id, unit: own ?? undefined }).catch(() => null);
  if (read === null) return { ...desk, own, id, shown: null };
  if (!read) error(404);
  const { world } = read.task;
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const { timeZone, language } = desk;
  const standing = foldTask(read.timeline.map(({ at, ...line }) => ({ ...line, atMs: Date.parse(at) })));
  if (!standing) error(404);
  const offices = await readOffices(pool, { nowMs, timeZone, language });
  return {
    ...{ ...desk, own, id, world, worldKind: worldKind(world) },
    shown: {
      ...{ ...read, standing, nowMs, names: offices.names, told: await listToldOfTask(pool, id) },
      moves: Object.keys(taskTransitions[standing.state]),
      isReachable: offices.choices.some(({ code, isReachable }) => isReachable && code === read.task.office),
      figure: await readFigures(read, own),
    },
  };
};

/** An account of a unit is shown the present of its own figures alone. */
async function readFigures({ task, timeline }: TaskDetail, own: string | null): Promise<TaskShown['figure']> {
  const [given] = timeline;
  const then = given?.detail.move === 'issue' ? (given.detail.figure ?? null) : null;
  const origin = readOrigin(task.origin);
  if (origin?.kind !== 'figure' || (own !== null && own !== origin.unit)) return { then, now: null };
  const { world } = task;
  const now = await inWorld(world, (sql, nowMs) => readFigure(sql, { ...origin, world, nowMs }));
  return { then, now: now ?? null };
}

export const actions: Actions = Object.fromEntries(
  Object.keys(taskActs).map((name) => [name, (event: RequestEvent) => carry(event, name as keyof typeof taskActs)]),
);

/** What is so whatever was done to the task meanwhile. */
const always: ReadonlySet<string> = new Set(['read', 'note']);

async function carry(event: RequestEvent, name: keyof typeof taskActs) {
  const form = await readForm(event.request);
  const own = ownOf(event.locals.viewer);
  const id = Number(event.params.id);
  const act: TaskAct = taskActs[name];
  const body = {
    ...{
      id,
      ...(own !== null && { unit: own }),
      ...(!always.has(name) && { expectedVersion: Number(form.text('version')) }),
    },
    ...(await act(form)),
  };
  const answer = await carryOut<TaskActed>(event, form, { owner: 'office', verb: `task.${name}`, body });
  const number = taskNumber(id);
  const said = fill(tasksWords[event.locals.language].done[name], { number });
  return tell({ verb: `task.${name}`, subject: number }, form, answer, () => ({ subject: said }));
}
