import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';

export const summary = 'measure speed, as ratios in one run on this machine';
export const usage = `[--only NAME[,NAME]] [--quick] [--json FILE] [--report FILE] [--profile DIR]
Starts servers and processes of its own in a temporary folder and takes them down again. --json writes one flat object of
figures, --report the table as a page; --quick runs small sizes, to see that everything works; --profile leaves each
process's CPU profile (for Chrome's DevTools), which slows them down.`;

export async function run(args: string[], io: CommandIo): Promise<number> {
  const child = spawn(process.execPath, ['tests/bench/main.ts', ...args], {
    cwd: PROJECT_DIR,
    env: io.env,
    // A group of its own: Ctrl-C comes by us, to the bench alone, which takes its processes down in order.
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  io.signal.addEventListener('abort', stop, { once: true });
  if (io.signal.aborted) stop();
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
