import { parseArgs } from 'node:util';
import type { DrillTold } from '#shared/wire/drill-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { formatTable } from '../../office/format-table.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the drills there were, the newest first';
export const usage = '[--json]';

/** Lists them with how they went. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const drills = await askOwner<DrillTold[]>('office', io, 'drill.list');
  if (values.json) {
    io.stdout.write(`${JSON.stringify(drills, null, 2)}\n`);
    return;
  }
  const rows = drills.map(({ id, scenario, startedAt, endedAt, judgement: { met, expected } }) => [
    ...[id, scenario, startedAt, endedAt ?? 'under way', `${met} of ${expected}`],
  ]);
  io.stdout.write(formatTable(['DRILL', 'SCENARIO', 'STARTED', 'ENDED', 'AS EXPECTED'], rows));
}
