import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';

export const summary = 'break everything that can break, and see that nothing accepted is lost or counted twice';
export const usage = `[--seed N] [--minutes M] [--only F01,F05] [--report FILE]
Starts servers and processes of its own in temporary folders. The same seed repeats a run; the long
scenarios last M minutes (1 when not told, 10 for the full length). FILE takes the table as Markdown.`;

export async function run(args: string[], io: CommandIo): Promise<number> {
  const child = spawn(process.execPath, ['tests/chaos/main.ts', ...args], {
    cwd: PROJECT_DIR,
    env: io.env,
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
