import { decideExclusion } from '../../kpi/decide-exclusion.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Approve hours that another person proposed; the adjusted figures leave them out';
export const usage = 'ID [--note TEXT] [--json]';

/** Decides on it. */
export function run(args: string[], io: CommandIo): Promise<undefined> {
  return decideExclusion('exclusion.approve', args, io);
}
