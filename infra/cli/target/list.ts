import { parseArgs } from 'node:util';
import type { TargetRow } from '#shared/store/list-targets.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeTargets } from '../../kpi/describe-targets.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'List the targets of KPIs that hold, held and will hold';
export const usage = '[--unit CODE] [--json]';

/** Lists them. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { unit: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const { json, ...asked } = values;
  const rows = await askOwner<TargetRow[]>('office', io, 'target.list', asked);
  const list = rows.map(({ validFrom: from, validTo: to, ...row }) => ({ ...row, from, to }));
  io.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : describeTargets(list));
}
