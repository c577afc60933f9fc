import { hash } from 'node:crypto';
import type { ActObject } from '#shared/access/authorize.ts';
import { checkAttachment } from '#shared/duty/incident/check-attachment.ts';
import { insertTaskFile } from '#shared/store/task-files.ts';
import { deadlineOn } from '#shared/tasks/deadline.ts';
import { taskAsk, taskFinish, taskNote, taskRead, taskStart } from '#shared/wire/task-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { carryMove, refuse } from './carry-move.ts';
import { sayDeadline } from './task-give.ts';

const needs = 'task.answer';
const repeat = 'once';
const objectOf = ({ unit }: { unit?: string | undefined }): ActObject => ({ unit: unit ?? null });

/** `task.read`: the receipt. */
export const taskReadCommand = defineCommand({
  ...{ verb: 'task.read', repeat, needs, objectOf, body: taskRead },
  act: (wish, context) => carryMove(wish, context, () => ({ move: 'read' })),
});

/** `task.start`. */
export const taskStartCommand = defineCommand({
  ...{ verb: 'task.start', repeat, needs, objectOf, body: taskStart },
  act: (wish, context) => carryMove(wish, context, () => ({ move: 'start' })),
});

/** `task.note`: by whoever has it or gave it. */
export const taskNoteCommand = defineCommand({
  ...{ verb: 'task.note', repeat, needs: 'task.note', objectOf, body: taskNote },
  act: ({ text, ...wish }, context) => carryMove(wish, context, () => ({ move: 'note', text })),
});

/** `task.ask`: for more time. */
export const taskAskCommand = defineCommand({
  ...{ verb: 'task.ask', repeat, needs, objectOf, body: taskAsk },
  act: ({ due, why, ...wish }, context) =>
    carryMove(wish, context, ({ nowMs, time }) => {
      const deadline = deadlineOn(due, nowMs, time);
      if ('fault' in deadline) return refuse('invalid', sayDeadline(due, deadline));
      return { move: 'ask', dueMs: deadline.dueMs, why };
    }),
});

/** `task.finish`: with what shows that it is done. */
export const taskFinishCommand = defineCommand({
  ...{ verb: 'task.finish', repeat, needs, objectOf, body: taskFinish },
  fault: ({ text, url, file }) =>
    text === undefined && url === undefined && file === undefined
      ? 'text, url or file: something must show that it is done'
      : undefined,
  act: ({ text = null, url = null, file, ...wish }, context) =>
    carryMove(wish, context, async ({ row, nowMs }) => {
      if (!file) return { move: 'finish', text, url, file: null };
      const bytes = Buffer.from(file.data, 'base64');
      const fault = checkAttachment(file.type, bytes);
      if (fault !== undefined) return refuse('invalid', `file: ${fault}`);
      if (row.state === 'done' || row.settledMs !== null) return { move: 'finish', text, url, file: null };
      const { name, type } = file;
      const id = await insertTaskFile(context.sql, {
        ...{ task: row.id, name, type, sha256: hash('sha256', bytes, 'hex'), bytes },
        ...{ by: context.actor, at: new Date(nowMs) },
      });
      return { move: 'finish', text, url, file: id };
    }),
});
