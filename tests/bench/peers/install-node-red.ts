import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export const nodeRedVersion = '5.0.7';
const installMs = 300_000;

/**
 * The folder Node-RED stands in, in the cache and outside our dependencies; fetched at its first use. Undefined when it
 * cannot be fetched, as without a network.
 */
export async function installNodeRed(cacheDir: string, signal: AbortSignal): Promise<string | undefined> {
  const folder = join(cacheDir, `peers/node-red-${nodeRedVersion}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const args = ['install', '--prefix', fresh, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const child = spawn('npm', [...args, `node-red@${nodeRedVersion}`], {
    cwd: fresh,
    stdio: 'ignore',
    timeout: installMs,
  });
  const end = (): void => void child.kill();
  signal.addEventListener('abort', end, { once: true });
  const [code] = (await once(child, 'exit').catch(() => [1])) as [number | null];
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    return undefined;
  }
  await rename(fresh, folder);
  return folder;
}
