import { parseArgs } from 'node:util';
import { channelKinds, type ContactView } from '#shared/wire/notify-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeContacts } from '../../people/describe-contacts.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Make or change a contact; addresses are sealed where they are kept';
export const usage = `ID [--office CODE] [--account NAME] [--name TEXT] [--name-en TEXT] [--phone NUMBER] [--email ADDRESS]
  [--deputy ID] [--hours HOURS] [--quiet HOURS] [--channel ${channelKinds.join('|')}]… [--drills yes|no] [--json]
  an empty text ('') takes away what was there; what is not named stays as it is
  --hours, --quiet  such as "Mo-Fr 08:00-17:00"; in quiet hours nothing but P1 is sent`;

const text = { type: 'string' } as const;

/** Sets it on top of what is there. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...{ office: text, account: text, name: text, 'name-en': text, phone: text, email: text, deputy: text },
      ...{ hours: text, quiet: text, channel: { type: 'string', multiple: true }, drills: text },
      json: { type: 'boolean', default: false },
    },
  });
  const [id] = positionals;
  if (id === undefined) throw new Error('which contact? vonglau contact set ID …');
  const known = await askOwner<ContactView[]>('duty', io, 'contact.list', {});
  const expectedVersion = known.find((one) => one.id === id)?.version ?? 0;
  const { name: nameVi, 'name-en': nameEn, channel: channels, drills, json, ...rest } = values;
  const orNull = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value === '' ? null : value]));
  const body = {
    ...{ id, expectedVersion, nameVi, nameEn, channels, ...orNull },
    ...(drills !== undefined && { drills: drills === 'yes' }),
  };
  const contact = await askOwner<ContactView>('duty', io, 'contact.set', body);
  io.stdout.write(json ? `${JSON.stringify(contact, null, 2)}\n` : describeContacts([contact]));
}
