import { listOffices } from '#shared/store/list-offices.ts';
import { insertDirective } from '#shared/store/insert-directive.ts';
import { readOfficeTime } from '#shared/store/read-office-time.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { insertTaskEntry } from '#shared/store/task-entries.ts';
import { planTaskCalls } from '#shared/store/task-calls.ts';
import { readFigure } from '#shared/tasks/ask/read-figure.ts';
import { deadlineOn, type DeadlineFault } from '#shared/tasks/deadline.ts';
import { beginTask } from '#shared/tasks/move-task.ts';
import { officeFor } from '#shared/tasks/offices.ts';
import { callOf, callsAhead } from '#shared/tasks/plan-calls.ts';
import { readOrigin } from '#shared/tasks/task-origin.ts';
import { taskNumber } from '#shared/tasks/task-number.ts';
import { taskGive, type TaskActed } from '#shared/wire/task-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { refuse } from './carry-move.ts';

/** `task.give`: an order, with the five things that make it clear. */
export const taskGiveCommand = defineCommand({
  verb: 'task.give',
  repeat: 'once',
  needs: 'task.give',
  objectOf: ({ world }) => ({ world }),
  body: taskGive,
  act: async ({ due, office: asked, origin = null, about = null, note = null, ...wish }, { sql, now, actor }) => {
    const nowMs = await readWorldNow(sql, wish.world, now.getTime());
    if (nowMs === undefined) return refuse('not-found', `world: there is no ${wish.world}; world list shows all`);
    const time = await readOfficeTime(sql);
    const office = officeFor(asked, await listOffices(sql, time.days.dayOf(nowMs)));
    if (!office) return refuse('not-found', `office: the city has no office, unit or department ${asked}`);
    const deadline = deadlineOn(due, nowMs, time);
    if ('fault' in deadline) return refuse('invalid', sayDeadline(due, deadline));
    const { dueMs } = deadline;
    const { code, unit } = office;
    const id = await insertDirective(sql, {
      ...{ ...wish, office: code, unit, origin, about, note, givenBy: actor, givenMs: nowMs, dueMs },
    });
    const source = readOrigin(origin);
    const figure =
      source?.kind === 'figure' ? await readFigure(sql, { ...source, world: wish.world, nowMs }) : undefined;
    await insertTaskEntry(sql, id, { by: actor, atMs: nowMs, detail: { move: 'issue', dueMs, figure } });
    const standing = beginTask(dueMs, { by: actor, atMs: nowMs });
    const call = callOf('issue', nowMs);
    await planTaskCalls(sql, { task: id, world: wish.world }, [
      ...(call ? [call] : []),
      ...callsAhead(standing, nowMs, time),
    ]);
    const value: TaskActed = {
      ...{ id, number: taskNumber(id), version: 1, state: 'issued', due: new Date(dueMs).toISOString() },
    };
    const detail = { number: value.number, ...wish, office: code, unit, due: value.due, origin };
    return { answer: { ok: true, value }, audit: { subject: `task:${id}`, detail } };
  },
});

/** Why a day is no deadline, and which the next one is. */
export function sayDeadline(day: string, { fault, next }: DeadlineFault): string {
  const why = fault === 'rests' ? 'the offices rest on' : 'the offices have closed by the end of';
  return `due: ${why} ${day}; the next working day is ${next}`;
}
