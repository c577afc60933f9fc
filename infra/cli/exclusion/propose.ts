import { parseArgs } from 'node:util';
import { exclusionCauses } from '#shared/kpi/exclusions/exclusion.ts';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeExclusions } from '../../kpi/describe-exclusions.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Propose hours that some units’ KPIs should not answer for, because of a fault upstream';
export const usage = `--kpi ID… --unit-set all|type:…|unit:…|branch:… --from HOUR --to HOUR --cause CAUSE
  --reason TEXT --evidence TEXT [--world live] [--json]
  --from, --to  on the hour with offset, such as 2026-11-20T08:00:00+07:00; --to is not part of it
  --cause       ${exclusionCauses.join(', ')}
  --evidence    where one can see it: an incident, a notice, a measurement
It changes nothing until another person approves it; the raw figure stays beside the adjusted one.`;

const text = { type: 'string' } as const;

/** Proposes it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ kpi: { type: 'string', multiple: true }, 'unit-set': text, from: text, to: text, cause: text },
      ...{ reason: text, evidence: text, world: { type: 'string', default: 'live' } },
      json: { type: 'boolean', default: false },
    },
  });
  const { kpi: kpis, 'unit-set': unitSet, json, ...rest } = values;
  const told = await askOwner<ExclusionTold>('office', io, 'exclusion.propose', { kpis, unitSet, ...rest });
  io.stdout.write(json ? `${JSON.stringify(told, null, 2)}\n` : describeExclusions([told]));
}
