import { parseArgs } from 'node:util';
import type { CommandIo } from '../setup/command.ts';
import { examineAll, formatFindings } from '../setup/doctor/finding.ts';
import { machineExaminations } from '../setup/doctor/machine-examinations.ts';
import { systemExaminations } from '../setup/doctor/system-examinations.ts';

export const summary = 'Look at everything the system needs and say what to do';
export const usage = `[--json]
  One line for each thing: how it stands, what was found, what to do. The exit code is 1 when something does not work.`;

/** Prints the findings; returns 1 when one of them is bad. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const findings = await examineAll([...machineExaminations(io.env), ...systemExaminations(io.env)]);
  io.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : formatFindings(findings));
  return findings.some(({ state }) => state === 'bad') ? 1 : 0;
}
