import { parseArgs } from 'node:util';
import type { ShiftShown } from '#shared/wire/shift-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeShift } from '../../people/describe-shift.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Show what a shift handover would say now, and the one that waits to be accepted';
export const usage = '[--world live] [--json]';

/** Shows it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { world: { type: 'string', default: 'live' }, json: { type: 'boolean', default: false } },
  });
  const shown = await askOwner<ShiftShown>('duty', io, 'shift.show', { world: values.world });
  io.stdout.write(values.json ? `${JSON.stringify(shown, null, 2)}\n` : describeShift(shown));
}
