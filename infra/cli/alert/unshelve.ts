import { parseArgs } from 'node:util';
import type { ShelfTold } from '#shared/wire/alert-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeShelves } from '../../duty/describe-alerts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Take back what was put aside; what is open under it is announced again';
export const usage = 'ID [--json]\n  ID  its number as vonglau alert shelved shows it';

/** Unshelves. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const id = Number(positionals[0]);
  if (!Number.isInteger(id) || positionals.length !== 1) throw new Error('name one by its number');
  const shelf = await askOwner<ShelfTold>('duty', io, 'alert.unshelve', { id });
  io.stdout.write(values.json ? `${JSON.stringify(shelf, null, 2)}\n` : describeShelves([shelf]));
}
