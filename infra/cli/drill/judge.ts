import { parseArgs } from 'node:util';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeDrill } from '../../drill/describe-drill.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Show how a drill went: what was expected, what was done, how long it took';
export const usage = `ID [--json]
  While it is under way, as it stands now; afterwards as it stood at its end.`;

/** Shows one. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [id] = positionals;
  if (id === undefined) throw new Error('name one drill; vonglau drill list shows all');
  const told = await askOwner<DrillTold>('office', io, 'drill.judge', { id });
  io.stdout.write(values.json ? `${JSON.stringify(told, null, 2)}\n` : describeDrill(told));
}
