import { parseArgs } from 'node:util';
import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeMaintenance } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'End planned work now; what still holds is announced';
export const usage = 'ID [--json]\n  ID  its number as vonglau maintenance list shows it';

/** Ends a window. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const id = Number(positionals[0]);
  if (!Number.isInteger(id) || positionals.length !== 1) throw new Error('name one by its number');
  const window = await askOwner<MaintenanceTold>('duty', io, 'maintenance.end', { id });
  io.stdout.write(values.json ? `${JSON.stringify(window, null, 2)}\n` : describeMaintenance([window]));
}
