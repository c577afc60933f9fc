import { parseArgs } from 'node:util';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { roles } from '#shared/access/roles.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { readPassword } from '../../office/read-password.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Make an account for the screens';
export const usage = `NAME --role ROLE [--unit CODE] [--stdin] [--json]
  --role   ${roles.join(', ')}
  --unit   the one unit that an account with the role unit acts for
  --stdin  read the password from standard input; else one is made and shown once`;

/** Makes the account. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      role: { type: 'string' },
      unit: { type: 'string' },
      stdin: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new Error('name one account');
  const password = values.stdin ? { password: await readPassword(io.stdin) } : {};
  const { role, unit } = values;
  const wish = { name, role, ...(unit !== undefined && { unit }), ...password };
  const made = await askOwner<AccountSet>('office', io, 'account.create', wish);
  const shown = made.password === undefined ? '' : ` Password, shown this once:\n  ${made.password}`;
  io.stdout.write(values.json ? `${JSON.stringify(made, null, 2)}\n` : `Account ${name} made.${shown}\n`);
}
