import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';

export const summary = 'measure speed, as ratios in one run on this machine';
export const usage = `[--json FILE] [--events N]
Starts servers and processes of its own in a temporary folder; takes about three minutes.`;

export async function run(args: string[], io: CommandIo): Promise<number> {
  const child = spawn(process.execPath, ['tests/bench/main.ts', ...args], {
    cwd: PROJECT_DIR,
    env: io.env,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
