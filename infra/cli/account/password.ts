import { parseArgs } from 'node:util';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { readPassword } from '../../office/read-password.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Give an account a new password and end its sessions';
export const usage = `NAME [--stdin] [--json]
  --stdin  read the password from standard input; else one is made and shown once`;

/** Sets the password. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { stdin: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new Error('name one account');
  const password = values.stdin ? { password: await readPassword(io.stdin) } : {};
  const set = await askOwner<AccountSet>('office', io, 'account.password', { name, ...password });
  const shown = set.password === undefined ? '' : ` It is, shown this once:\n  ${set.password}`;
  io.stdout.write(
    values.json
      ? `${JSON.stringify(set, null, 2)}\n`
      : `Account ${name} has a new password; its sessions are ended.${shown}\n`,
  );
}
