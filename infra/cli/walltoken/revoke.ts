import { parseArgs } from 'node:util';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = "Revoke a wall screen's token";
export const usage = 'TOKEN [--json]\n  TOKEN  its name as vonglau walltoken list shows it, not the secret';

/** Revokes one token by its name. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new Error('name one token; vonglau walltoken list shows all');
  const revoked = await askOwner<{ id: string; revokedAt: string }>('office', io, 'walltoken.revoke', { id });
  io.stdout.write(
    values.json ? `${JSON.stringify(revoked, null, 2)}\n` : `Wall token ${id} revoked at ${revoked.revokedAt}.\n`,
  );
}
