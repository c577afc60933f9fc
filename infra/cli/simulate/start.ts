import { parseArgs } from 'node:util';
import { runSender } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Simulate the present, at the speed of a clock, in the world sim:start (npm start does this)';
export const usage = `
  In working hours (07:30 to 18:00 of a working day) the world is brought to the present, at other hours to ten o'clock of
  the latest working day, in some twenty seconds from five that morning; then it goes on at the speed of a clock.
  Ctrl-C stops; the same command goes on from there, brought forward where it is behind. A day behind, it begins anew.`;

/** Simulates until interrupted. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  parseArgs({ args, options: {} });
  return runSender('ingest/senders/simulator/main.ts', ['--live', '--run', 'start'], io);
}
