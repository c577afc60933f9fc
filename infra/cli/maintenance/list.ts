import { parseArgs } from 'node:util';
import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeMaintenance } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List planned work, now and to come';
export const usage = '[--world live] [--ended] [--json]\n  --ended  that of the last 30 days too';

/** Lists it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ world: { type: 'string', default: 'live' }, ended: { type: 'boolean', default: false } },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, ...asked } = values;
  const windows = await askOwner<MaintenanceTold[]>('duty', io, 'maintenance.list', asked);
  io.stdout.write(json ? `${JSON.stringify(windows, null, 2)}\n` : describeMaintenance(windows));
}
