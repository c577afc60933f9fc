import { parseArgs } from 'node:util';
import type { SenderKey } from '#shared/wire/registry.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the keys of sources, without their secrets';
export const usage = '[--json]';

type ListedKey = Omit<SenderKey, 'secretHash'>;

/** Lists every key there was. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const keys = await askOwner<ListedKey[]>('office', io, 'key.list');
  if (values.json) {
    io.stdout.write(`${JSON.stringify(keys, null, 2)}\n`);
    return;
  }
  const now = new Date().toISOString();
  const rows = keys.map((key) => [
    key.kid,
    stateOf(key, now),
    key.world,
    key.source,
    key.kinds.join(','),
    key.assets.join(','),
    `${String(key.ratePerS)}/s`,
    `${String(key.allowanceD)} d`,
  ]);
  io.stdout.write(formatTable(['KEY', 'STATE', 'WORLD', 'SOURCE', 'KINDS', 'ASSETS', 'RATE', 'ALLOWANCE'], rows));
}

function stateOf({ revokedAt, expiresAt }: ListedKey, now: string): string {
  if (revokedAt !== null) return `revoked ${revokedAt.slice(0, 10)}`;
  return `${expiresAt <= now ? 'expired' : 'until'} ${expiresAt.slice(0, 10)}`;
}
