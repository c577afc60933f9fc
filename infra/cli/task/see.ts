import { parseArgs } from 'node:util';
import type { TaskDetail } from '#shared/store/read-task.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';
import { describeTask } from '../../tasks/describe-tasks.ts';
import { readTaskNumber } from '../../tasks/read-task-number.ts';

export const summary = 'Show a task with everything that happened to it';
export const usage = `NUMBER [--json]
  NUMBER  such as NV-12`;

/** Shows it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const task = await askOwner<TaskDetail>('office', io, 'task.see', { id: readTaskNumber(positionals) });
  io.stdout.write(values.json ? `${JSON.stringify(task, null, 2)}\n` : describeTask(task));
}
