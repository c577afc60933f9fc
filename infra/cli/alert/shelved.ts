import { parseArgs } from 'node:util';
import type { ShelfTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeShelves } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List what is put aside: by whom, why, until when';
export const usage = '[--world live] [--ended] [--json]\n  --ended  what was in the last week too';

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
  const shelves = await askOwner<ShelfTold[]>('duty', io, 'shelf.list', asked);
  io.stdout.write(json ? `${JSON.stringify(shelves, null, 2)}\n` : describeShelves(shelves));
}
