import { listTasks } from '#shared/store/list-tasks.ts';
import { readTask } from '#shared/store/read-task.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { taskList, taskSee } from '#shared/wire/task-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { refuse } from './carry-move.ts';

/** `task.list`: what is to be done, and by whom. */
export const taskListCommand = defineCommand({
  verb: 'task.list',
  repeat: 'any',
  needs: 'task.see',
  objectOf: ({ world, unit = null }) => ({ world, unit }),
  body: taskList,
  act: async ({ world, unit = null, office, all, limit }, { sql, now }) => {
    const nowMs = (await readWorldNow(sql, world, now.getTime())) ?? now.getTime();
    const { rows } = await listTasks(sql, {
      ...{ world, unit, offices: office === undefined ? null : [office], now: new Date(nowMs), givenBy: null },
      ...{ state: all ? null : 'open', text: null, origin: null, limit, skip: 0 },
    });
    return { answer: { ok: true, value: rows } };
  },
});

/** `task.see`: one with its timeline. */
export const taskSeeCommand = defineCommand({
  verb: 'task.see',
  repeat: 'any',
  needs: 'task.see',
  objectOf: ({ unit = null }) => ({ unit }),
  body: taskSee,
  act: async ({ id, unit }, { sql }) => {
    const value = await readTask(sql, { id, unit });
    if (!value) return refuse('not-found', `there is no task ${id}; task list shows what there is`);
    return { answer: { ok: true, value } };
  },
});
