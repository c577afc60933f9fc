import { parseArgs } from 'node:util';
import type { WallTokenListed } from '#shared/access/wall-token-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the tokens of wall screens, without their secrets';
export const usage = '[--json]';

/** Lists every wall token there was. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const tokens = await askOwner<WallTokenListed[]>('office', io, 'walltoken.list');
  if (values.json) {
    io.stdout.write(`${JSON.stringify(tokens, null, 2)}\n`);
    return;
  }
  const rows = tokens.map(({ id, label, world, createdAt, revokedAt }) => [
    id,
    revokedAt === null ? `since ${createdAt.slice(0, 10)}` : `revoked ${revokedAt.slice(0, 10)}`,
    world ?? 'any',
    label,
  ]);
  io.stdout.write(formatTable(['TOKEN', 'STATE', 'WORLD', 'LABEL'], rows));
}
