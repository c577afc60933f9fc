import type { CommandIo } from '../setup/command.ts';
import { runDetached } from '../setup/testing/run-detached.ts';

export const summary = 'Run the whole system under load for half an hour and watch its memory and handles';
export const usage = `[--minutes N] [--wall] [--calm] [--city hanoi|six-unit] [--seed N] [--svg FILE]
  Starts servers and processes of its own in a temporary folder and takes them down again: 500 events a second with bursts,
  20 screens that come and go, and every few minutes one process killed (not with --calm). Prints a table, draws the run
  (tests/soak/SOAK.svg), and fails when a process grows or anything was counted wrongly.
  --wall  instead one wall in a real browser at 2,000 events a second: its heap and its long tasks (tests/soak/WALL.svg)`;

export function run(args: string[], io: CommandIo): Promise<number> {
  return runDetached('tests/soak/main.ts', args, io);
}
