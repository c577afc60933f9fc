import { parseArgs } from 'node:util';
import type { ContactView } from '#shared/wire/notify-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeContacts } from '../../people/describe-contacts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List who can be called; with --all also the offices nobody has written an address for';
export const usage = '[--all] [--json]';

/** Lists them. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { all: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const contacts = await askOwner<ContactView[]>('duty', io, 'contact.list', {});
  const list = values.all ? contacts : contacts.filter(({ version }) => version > 0);
  io.stdout.write(values.json ? `${JSON.stringify(list, null, 2)}\n` : describeContacts(list));
}
