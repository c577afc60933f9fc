import { parseArgs } from 'node:util';
import type { ShelfTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeShelves } from '../../duty/describe-alerts.ts';
import { readDuration } from '../../duty/read-duration.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Put a rule aside for a shift at most, everywhere or at one target';
export const usage = `RULE [TARGET] --for 2h --reason TEXT [--once] [--world live] [--json]
  TARGET  an asset or a unit; without it the rule wherever it is
  --once  or until what is open now is over`;

/** Shelves. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      ...{ for: { type: 'string' }, reason: { type: 'string' }, world: { type: 'string', default: 'live' } },
      ...{ once: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    },
    allowPositionals: true,
  });
  const [rule, target = null] = positionals;
  if (rule === undefined || positionals.length > 2) throw new Error('name a rule, and a target if it is one alone');
  if (values.for === undefined || values.reason === undefined) throw new Error('--for and --reason are needed');
  const { world, reason, once: oneShot } = values;
  const wish = { world, rule, target, reason, forS: readDuration(values.for, 'for'), oneShot };
  const shelf = await askOwner<ShelfTold>('duty', io, 'alert.shelve', wish);
  io.stdout.write(values.json ? `${JSON.stringify(shelf, null, 2)}\n` : describeShelves([shelf]));
}
