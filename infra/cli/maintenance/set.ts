import { parseArgs } from 'node:util';
import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeMaintenance } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Announce planned work: what breaks in it is judged and calls nobody';
export const usage = `--from INSTANT --to INSTANT --reason TEXT [--rule ID]… [--unit CODE]… [--asset CODE]… [--kind KIND]… [--weekly HOURS] [--world live] [--json]
  INSTANT   such as 2026-11-28T22:00:00+07:00, in the world's time
  --weekly  only in these hours of the week, such as "Sa 22:00-24:00"`;

/** Sets a window. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const many = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ from: { type: 'string' }, to: { type: 'string' }, reason: { type: 'string' }, weekly: { type: 'string' } },
      ...{ rule: many, unit: many, asset: many, kind: many, world: { type: 'string', default: 'live' } },
      json: { type: 'boolean', default: false },
    },
  });
  const { from, to, reason, weekly, world, json, rule: rules, unit: units, asset: assets, kind: kinds } = values;
  if (from === undefined || to === undefined || reason === undefined) {
    throw new Error('--from, --to and --reason are needed');
  }
  const scope = {
    ...{ ...(rules && { rules }), ...(units && { units }), ...(assets && { assets }), ...(kinds && { kinds }) },
  };
  const wish = { world, scope, from, to, reason, ...(weekly !== undefined && { weekly }) };
  const window = await askOwner<MaintenanceTold>('duty', io, 'maintenance.set', wish);
  io.stdout.write(json ? `${JSON.stringify(window, null, 2)}\n` : describeMaintenance([window]));
}
