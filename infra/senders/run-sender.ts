import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readAddresses } from '#shared/service/addresses.ts';
import type { CommandIo } from '../setup/command.ts';
import { dataFolder, PROJECT_DIR } from '../setup/folders.ts';

/** Folder of the city that is served: VONGLAU_PACK, else that of the running system's city in infra/localities. */
export function cityFolder(env: NodeJS.ProcessEnv): string {
  return resolve(PROJECT_DIR, env['VONGLAU_PACK'] ?? join('infra/localities', cityOf(env)));
}

function cityOf(env: NodeJS.ProcessEnv): string {
  try {
    return readAddresses({ ...env, VONGLAU_DATA: dataFolder(env) }).city;
  } catch {
    // No system runs; checking a mapping needs none.
    return env['VONGLAU_CITY'] ?? 'hanoi';
  }
}

/**
 * Runs a sender as a process of its own on this terminal and hands a stop on to it; returns its exit code. A sender
 * uses the door like anyone, so the command line knows only its entry and its arguments.
 */
export async function runSender(entry: string, args: string[], io: CommandIo): Promise<number> {
  const common = ['--city', cityFolder(io.env), '--data', dataFolder(io.env)];
  const child = spawn(process.execPath, [join(PROJECT_DIR, entry), ...common, ...args], {
    env: io.env,
    // The channel tells the sender when this process is gone, however it went.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const stop = (): void => {
    child.kill('SIGTERM');
  };
  io.signal.addEventListener('abort', stop, { once: true });
  // Whoever started the command line may go without a word; the sender must not outlive it.
  process.once('disconnect', stop);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      // A sender that a signal ended had nothing to finish.
      resolve(code ?? 130);
    });
  });
}
