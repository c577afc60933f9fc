import { fail, redirect } from '@sveltejs/kit';
import { readOfficeTime } from '#shared/store/read-office-time.ts';
import { dayAfter, deadlineOn, type OfficeTime } from '#shared/tasks/deadline.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { writeTime } from '#lib/admin/write-time.ts';
import { queryOf } from '#lib/desk/query-of.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import { prefill } from '#lib/tasks/server/prefill.ts';
import { readTaskDesk } from '#lib/tasks/server/read-task-desk.ts';
import { findUnclear, readWish } from '#lib/tasks/server/read-wish.ts';
import { tasksWords } from '#lib/tasks/words/tasks-words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Working days that are given where nothing else is said. */
const usualDays = 3;

export const load: PageServerLoad = async (event) => {
  const { pool } = resources();
  const desk = await readTaskDesk(event);
  const { language, nowMs } = desk;
  const time = await readOfficeTime(pool).catch(() => null);
  const choices = desk.offices?.choices ?? [];
  const asked = event.url.searchParams.get('due') ?? '';
  const due = time && (isDeadline(asked, nowMs, time) ? asked : dayAfter(nowMs, usualDays, time));
  const closesMs = due === null ? undefined : time?.calendar.closesAt(due);
  return {
    ...{ ...desk, due, today: time?.days.dayOf(nowMs) ?? null },
    closes: closesMs === undefined ? null : writeTime(closesMs, desk.timeZone).slice(-5),
    prefilled: await prefill(pool, event.url.searchParams, { language, choices }),
  };
};

export const actions: Actions = {
  /** A draft is what the form holds, once it is clear; nothing is kept or sent of it. */
  draft: async (event) => {
    const form = await readForm(event.request);
    return (await refuseUnclear(event, form)) ?? { draft: form.values };
  },
  give: async (event) => {
    const form = await readForm(event.request);
    const refused = await refuseUnclear(event, form);
    if (refused) return refused;
    const { language, world } = readDesk(event);
    const wish = { owner: 'office', verb: 'task.give', body: readWish(form, world) } as const;
    const answer = await carryOut<TaskActed>(event, form, wish);
    if (answer.ok) redirect(303, `/tasks/${answer.value.id}${queryOf(language, { given: 1 })}`);
    return tell(aboutOf(form), form, answer);
  },
};

/** Whether a day that the address asks for is one on which the offices still close. */
function isDeadline(day: string, nowMs: number, time: OfficeTime): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !('fault' in deadlineOn(day, nowMs, time));
}

const aboutOf = (form: Form): { verb: string; subject: string } => ({
  verb: 'task.give',
  subject: form.text('work'),
});

/** Says what is missing for it to be an order; undefined: nothing. */
async function refuseUnclear(event: RequestEvent, form: Form) {
  const { language, nowMs } = await readTaskDesk(event);
  const time = await readOfficeTime(resources().pool).catch(() => null);
  const unclear = findUnclear(form, { words: tasksWords[language], nowMs, time });
  if (unclear === undefined) return undefined;
  return fail(400, {
    unclear,
    told: { ...aboutOf(form), ok: false as const, code: 'invalid' as const, values: form.values },
  });
}
