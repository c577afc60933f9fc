import { parseArgs } from 'node:util';
import type { AccountChanged } from '#shared/access/account-commands.ts';
import { roles } from '#shared/access/roles.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Give an account another role or unit, disable it or let it in again; ends its sessions';
export const usage = `NAME [--role ROLE] [--unit CODE] [--disable | --enable] [--json]
  --role  ${roles.join(', ')}
  --unit  the one unit that an account with the role unit acts for`;

const options = {
  role: { type: 'string' },
  unit: { type: 'string' },
  disable: { type: 'boolean', default: false },
  enable: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Changes the account. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { wish, json } = readWish(args);
  const changed = await askOwner<AccountChanged>('office', io, 'account.change', wish);
  if (json) {
    io.stdout.write(`${JSON.stringify(changed, null, 2)}\n`);
    return;
  }
  const where = changed.unit === null ? '' : ` of ${changed.unit}`;
  const state = changed.disabled ? 'disabled' : `${changed.role}${where}`;
  io.stdout.write(`Account ${changed.name}: ${state}. Sessions ended: ${String(changed.sessionsEnded)}.\n`);
}

function readWish(args: string[]): { wish: object; json: boolean } {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const { role, unit, disable, enable, json } = values;
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new Error('name one account; vonglau account list shows all');
  if (disable && enable) throw new Error('--disable or --enable, not both');
  const rights = {
    ...(role !== undefined && { role }),
    ...(unit !== undefined && { unit }),
    ...((disable || enable) && { disabled: disable }),
  };
  if (Object.keys(rights).length === 0) throw new Error('say what is to change; --help');
  return { wish: { name, ...rights }, json };
}
