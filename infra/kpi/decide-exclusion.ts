import { parseArgs } from 'node:util';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { askOwner } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';
import { describeExclusions } from './describe-exclusions.ts';

/** Sends a decision on an exclusion, named by its number, and shows what became of it. */
export async function decideExclusion(verb: string, args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { note: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const id = Number(positionals[0]);
  if (positionals.length !== 1 || !Number.isSafeInteger(id)) {
    throw new Error('name one exclusion by its number; vonglau exclusion list shows all');
  }
  const body = { id, ...(values.note !== undefined && { note: values.note }) };
  const told = await askOwner<ExclusionTold>('office', io, verb, body);
  io.stdout.write(values.json ? `${JSON.stringify(told, null, 2)}\n` : describeExclusions([told]));
}
