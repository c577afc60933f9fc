// Plain JavaScript: any Node from 20 on runs this, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT_DIR = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** True for a Node that runs TypeScript files directly without a flag (24.12 or later). */
export function runsTypeScript(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 12);
}

/** Path of a Node that runs the project: the installed one, else the running one; undefined when neither can. */
export function findNode24() {
  const installed = join(PROJECT_DIR, 'node_modules/.bin/node');
  if (existsSync(installed)) {
    const { stdout } = spawnSync(installed, ['--version'], { encoding: 'utf8' });
    if (stdout && runsTypeScript(stdout.trim())) return installed;
  }
  return runsTypeScript(process.version) ? process.execPath : undefined;
}

/** Runs the command line on that Node, passing signals on, and ends this process with its exit code. */
export function runCommandLine(node, words) {
  const child = spawn(node, [join(PROJECT_DIR, 'infra/cli/main.ts'), ...words], { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  child.on('error', (error) => fail(`cannot run ${node}: ${error.message}; delete node_modules and try again`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** Ends with one line that says what is wrong and what to do. */
export function fail(message) {
  process.stderr.write(`vonglau: ${message}\n`);
  process.exit(1);
}
