import { parseArgs } from 'node:util';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeExclusions } from '../../kpi/describe-exclusions.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List hours proposed to be taken out of KPIs, and what became of them';
export const usage = '[--state proposed|approved|rejected|withdrawn] [--unit CODE] [--world live] [--json]';

/** Lists them. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ state: { type: 'string' }, unit: { type: 'string' }, world: { type: 'string', default: 'live' } },
      json: { type: 'boolean', default: false },
    },
  });
  const { json, ...asked } = values;
  const list = await askOwner<ExclusionTold[]>('office', io, 'exclusion.list', asked);
  io.stdout.write(json ? `${JSON.stringify(list, null, 2)}\n` : describeExclusions(list));
}
