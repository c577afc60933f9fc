import { parseArgs } from 'node:util';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeDrill } from '../../drill/describe-drill.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'End a drill: it is judged as it stands, and nothing more comes into its world';
export const usage = 'ID [--json]';

/** Ends one and shows how it went. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined) throw new Error('name one drill; vonglau drill list shows all');
  const told = await askOwner<DrillTold>('office', io, 'drill.end', { id });
  io.stdout.write(values.json ? `${JSON.stringify(told, null, 2)}\n` : describeDrill(told));
}
