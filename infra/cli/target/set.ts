import { parseArgs } from 'node:util';
import type { TargetSet } from '#shared/wire/kpi-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeTargets } from '../../kpi/describe-targets.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Set a KPI’s target from today or a later day on; the past stays as it was';
export const usage = `SET KPI VALUE --unit-set all|type:…|unit:…|department:…|branch:… --from DAY [--to DAY]
  --direction at_least|at_most [--period month|whole] [--office CODE] [--formula-version N] [--source TEXT] [--json]
  VALUE    in the KPI’s unit: shares from 0 to 1, waits in milliseconds
  --to     the first day on which it no longer holds; without it: for good
  --period what must reach it: each calendar month by itself, or the whole time
Sets of other names are not touched: several may hold at once.`;

const text = { type: 'string' } as const;

/** Sets it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      ...{ 'unit-set': text, from: text, to: text, direction: text, period: text, office: text, source: text },
      ...{ 'formula-version': text, json: { type: 'boolean', default: false } },
    },
    allowPositionals: true,
  });
  const [set, kpi, value] = positionals;
  if (value === undefined || positionals.length > 3) throw new Error('name the set, the KPI and the value; --help');
  const { 'unit-set': unitSet, 'formula-version': version, json, ...rest } = values;
  const wish = {
    ...{ set, kpi, unitSet, target: Number(value) },
    ...rest,
    ...(version !== undefined && { formulaVersion: Number(version) }),
  };
  const done = await askOwner<TargetSet>('office', io, 'target.set', wish);
  io.stdout.write(json ? `${JSON.stringify(done, null, 2)}\n` : describeTargets([done]));
}
