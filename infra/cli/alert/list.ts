import { parseArgs } from 'node:util';
import { alertStates } from '#shared/wire/alert-commands.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeAlerts } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List alerts of a world, newest first';
export const usage = `[--world live] [--state ${alertStates.join('|')}] [--rule ID] [--unit CODE] [--asset CODE] [--priority P1|P2|P3] [--json]`;

/** Lists them. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ world: { type: 'string', default: 'live' }, state: { type: 'string' }, rule: { type: 'string' } },
      ...{ unit: { type: 'string' }, asset: { type: 'string' }, priority: { type: 'string' } },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, ...asked } = values;
  const alerts = await askOwner<AlertView[]>('duty', io, 'alert.list', asked);
  io.stdout.write(json ? `${JSON.stringify(alerts, null, 2)}\n` : describeAlerts(alerts));
}
