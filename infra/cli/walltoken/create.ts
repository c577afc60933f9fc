import { parseArgs } from 'node:util';
import type { WallTokenCreated } from '#shared/access/wall-token-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Make a read-only token for a wall screen';
export const usage = `LABEL [--world WORLD] [--json]
  LABEL    where the screen hangs
  --world  the only world it may show; else any`;

/** Makes the token and shows it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { world: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const label = positionals.join(' ');
  if (label === '') throw new Error('say where the screen hangs, such as: vonglau walltoken create "Meeting room 2"');
  const made = await askOwner<WallTokenCreated>('office', io, 'walltoken.create', {
    label,
    world: values.world ?? null,
  });
  io.stdout.write(
    values.json
      ? `${JSON.stringify(made, null, 2)}\n`
      : `Wall token ${made.id} for ${label}, shown this once:\n  ${made.token}\n`,
  );
}
