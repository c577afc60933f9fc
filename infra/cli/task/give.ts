import { parseArgs } from 'node:util';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Give a task: who, what, by when, who answers for what, what is handed in';
export const usage = `--office CODE --work TEXT --due DAY --responsibility TEXT --product TEXT
  [--about TEXT] [--note TEXT] [--origin kpi:…|incident:…|brief:…|staff:…] [--world live] [--json]
  --office  an office of the city, or the code of a unit or department: its office
  --due     a working day, such as 2026-12-04; it is due when the offices close
None of the five may be missing.`;

const text = { type: 'string' } as const;

/** Gives it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ office: text, work: text, due: text, responsibility: text, product: text, about: text, note: text },
      ...{ origin: text, world: { type: 'string', default: 'live' }, json: { type: 'boolean', default: false } },
    },
  });
  const { json, ...wish } = values;
  const given = await askOwner<TaskActed>('office', io, 'task.give', wish);
  io.stdout.write(json ? `${JSON.stringify(given, null, 2)}\n` : `${given.number} is given, due ${given.due}\n`);
}
