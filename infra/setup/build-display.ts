import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimLock } from './process/process-identity.ts';
import { runProgram } from './process/run-program.ts';

/** Builds the display when its sources, or what they import, changed since the last build; true if it did. */
export async function buildDisplay(projectDir: string, signal?: AbortSignal): Promise<boolean> {
  const lock = join(projectDir, '.cache/display-build.lock');
  // Two builds at once would write over one another; the second then finds nothing to do.
  while (!claimLock(lock)) await sleep(200, undefined, { signal });
  try {
    return await buildIfChanged(projectDir, signal);
  } finally {
    rmSync(lock, { force: true });
  }
}

async function buildIfChanged(projectDir: string, signal?: AbortSignal): Promise<boolean> {
  const stamp = join(projectDir, 'display/build/.sources');
  const sources = hashSources(projectDir);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return false;
  const vite = join(projectDir, 'node_modules/vite/bin/vite.js');
  // Whoever asks for the build, a test run too, it is the one that is served.
  const build = ['NODE_ENV=production', process.execPath, vite, 'build', 'display'];
  await runProgram('env', { args: build, cwd: projectDir, signal });
  writeFileSync(stamp, sources);
  return true;
}

function hashSources(projectDir: string): string {
  const patterns = ['display/**/*', 'shared/**/*', 'package-lock.json'];
  const generated = /^display\/(build|\.svelte-kit|node_modules)(\/|$)/;
  const files = globSync(patterns, { cwd: projectDir, exclude: (path) => generated.test(path) }).sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const path = join(projectDir, file);
    if (generated.test(file) || !statSync(path).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
