import { decideExclusion } from '../../kpi/decide-exclusion.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Withdraw a proposal of your own';
export const usage = 'ID [--note TEXT] [--json]';

/** Decides on it. */
export function run(args: string[], io: CommandIo): Promise<undefined> {
  return decideExclusion('exclusion.withdraw', args, io);
}
