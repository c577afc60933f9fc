import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CommandIo } from '../command.ts';
import { PROJECT_DIR } from '../folders.ts';

/**
 * Runs a file of the project as a process in a group of its own: Ctrl-C comes by us, to it alone, and it takes down in
 * order what it started. Returns its exit code.
 */
export async function runDetached(file: string, args: readonly string[], io: CommandIo): Promise<number> {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: PROJECT_DIR,
    env: io.env,
    detached: true,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  io.signal.addEventListener('abort', stop, { once: true });
  if (io.signal.aborted) stop();
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
