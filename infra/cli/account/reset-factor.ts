import { parseArgs } from 'node:util';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Take the second factor of an account away that has lost it, and end its sessions';
export const usage = 'NAME';

/** Takes it away. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) throw new Error('name one account');
  await askOwner('office', io, 'account.factor.reset', { name });
  io.stdout.write(`Account ${name} logs in with its password alone; its sessions are ended.\n`);
}
