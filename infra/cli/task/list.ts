import { parseArgs } from 'node:util';
import type { TaskListed } from '#shared/store/list-tasks.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';
import { describeTasks } from '../../tasks/describe-tasks.ts';

export const summary = 'List tasks that are to be done, those of incidents too: the most overdue first';
export const usage = `[--unit CODE] [--office CODE] [--all] [--limit 100] [--world live] [--json]
  --all  also what is over`;

const text = { type: 'string' } as const;
const no = { type: 'boolean', default: false } as const;

/** Lists them. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { unit: text, office: text, limit: text, world: { type: 'string', default: 'live' }, all: no, json: no },
  });
  const { json, limit, ...asked } = values;
  const body = { ...asked, ...(limit !== undefined && { limit: Number(limit) }) };
  const tasks = await askOwner<TaskListed[]>('office', io, 'task.list', body);
  io.stdout.write(json ? `${JSON.stringify(tasks, null, 2)}\n` : describeTasks(tasks, Date.now()));
}
