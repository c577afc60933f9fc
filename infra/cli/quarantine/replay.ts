import { parseArgs } from 'node:util';
import type { QuarantineReplayed } from '#shared/wire/quarantine.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Send refused events through the door again, once their cause is mended';
export const usage = `ID | --all
  They are judged as if sent now by the same source. What is accepted leaves quarantine.`;

/** Replays one or all; exit code 1 when something was refused again. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { all: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (values.all === (id !== undefined) || positionals.length > 1) throw new Error('name one event, or say --all');
  const body = values.all ? { all: true } : { id };
  const replayed = await askOwner<QuarantineReplayed>('ingest', io, 'quarantine.replay', body);
  io.stdout.write(`${replayed.accepted} accepted, ${replayed.refused} refused again.\n`);
  for (const item of replayed.items) io.stdout.write(`  ${item.id}  ${item.reason}\n`);
  return replayed.refused > 0 ? 1 : 0;
}
