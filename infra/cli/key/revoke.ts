import { parseArgs } from 'node:util';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = "Revoke a source's key; the door refuses it within 10 seconds";
export const usage = 'KEY [--json]';

/** Revokes one key by its name, the part of its token between the underscores. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [kid] = positionals;
  if (kid === undefined || positionals.length > 1) throw new Error('name one key; vonglau key list shows all');
  const revoked = await askOwner<{ kid: string; revokedAt: string }>('office', io, 'key.revoke', { kid });
  io.stdout.write(
    values.json ? `${JSON.stringify(revoked, null, 2)}\n` : `Key ${kid} revoked at ${revoked.revokedAt}.\n`,
  );
}
