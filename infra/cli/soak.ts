import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';

export const summary = 'Run the whole system under load for half an hour and watch its memory and handles';
export const usage = `[--minutes N] [--calm] [--city hanoi|six-unit] [--seed N] [--svg FILE]
  Starts servers and processes of its own in a temporary folder and takes them down again: 500 events a second with bursts,
  20 screens that come and go, and every few minutes one process killed (not with --calm). Prints a table, draws the run
  (tests/soak/SOAK.svg), and fails when a process grows or anything was counted wrongly.`;

export async function run(args: string[], io: CommandIo): Promise<number> {
  const child = spawn(process.execPath, ['tests/soak/main.ts', ...args], {
    cwd: PROJECT_DIR,
    env: io.env,
    // A group of its own: Ctrl-C comes by us, to the soak alone, which takes its processes down in order.
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  io.signal.addEventListener('abort', stop, { once: true });
  if (io.signal.aborted) stop();
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
