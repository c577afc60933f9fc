import { parseArgs } from 'node:util';
import type { AccountListed } from '#shared/access/account-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the accounts: role, unit, who is in';
export const usage = '[--json]';

/** Lists every account there is or was. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const accounts = await askOwner<AccountListed[]>('office', io, 'account.list');
  if (values.json) {
    io.stdout.write(`${JSON.stringify(accounts, null, 2)}\n`);
    return;
  }
  const rows = accounts.map(({ name, role, unit, login, createdAt, disabledAt, sessions, lastSeenAt }) => [
    ...[name, role, unit ?? 'whole city', login],
    disabledAt === null ? `since ${createdAt.slice(0, 10)}` : `disabled ${disabledAt.slice(0, 10)}`,
    ...[String(sessions), lastSeenAt ?? ''],
  ]);
  io.stdout.write(formatTable(['ACCOUNT', 'ROLE', 'UNIT', 'LOGIN', 'STATE', 'SESSIONS', 'LAST SEEN'], rows));
}
