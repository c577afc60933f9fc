import { parseArgs } from 'node:util';
import type { QuarantineShown } from '#shared/wire/quarantine.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Show one refused event, with everything hidden that could be personal';
export const usage = `ID
  Texts of unknown or personal fields are shown as •••.`;

/** Shows one refused event as JSON. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [id] = positionals;
  if (id === undefined || positionals.length > 1) throw new Error('name one event; vonglau quarantine list shows all');
  const shown = await askOwner<QuarantineShown>('ingest', io, 'quarantine.show', { id });
  io.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
}
