import { parseArgs } from 'node:util';
import { readStaff } from '#shared/staff/ask/read-staff.ts';
import type { CommandIo } from '../../setup/command.ts';
import { askForecasts } from '../../forecast/ask-forecasts.ts';
import { describeStaff } from '../../staff/describe-staff.ts';

export const summary = 'Show who is on duty against who should be, the queues expected, and which moves would help';
export const usage = `[--unit CODE] [--world live] [--json]`;

/** Shows it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ unit: { type: 'string' }, world: { type: 'string', default: 'live' } },
      json: { type: 'boolean', default: false },
    },
  });
  const { world, unit = null, json } = values;
  const view = await askForecasts(io, world, (sql, nowMs) => readStaff(sql, { world, nowMs, unit }));
  io.stdout.write(json ? `${JSON.stringify(view, null, 2)}\n` : describeStaff(view));
}
