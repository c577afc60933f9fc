// First step of `npm start` and `npm test`: installs the packages and Node 24 where they are missing, then hands over.
// Plain JavaScript without packages, for any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, findNode24, PROJECT_DIR, runCommandLine } from './node24.mjs';

if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old: install Node 20 or later`);
}
if (packagesAreMissing()) {
  process.stdout.write('Installing packages (npm ci)\n');
  npm(['ci', '--ignore-scripts', '--include=dev'], 'could not install the packages: check the network, then try again');
}
if (!findNode24()) bringNode24();
const node = findNode24();
if (!node) fail('Node 24 is missing: install Node 24.12 or later, or run `npm rebuild node` with the network on');
runCommandLine(node, process.argv.slice(2));

function packagesAreMissing() {
  const installed = join(PROJECT_DIR, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return true;
  return statSync(installed).mtimeMs < statSync(join(PROJECT_DIR, 'package-lock.json')).mtimeMs;
}

// The only package whose install script runs: it fetches the Node binary for this machine.
function bringNode24() {
  process.stdout.write('Bringing Node 24 (npm rebuild node)\n');
  npm(['rebuild', 'node', '--foreground-scripts=false'], 'could not fetch Node 24: check the network, then try again');
}

function npm(args, otherwise) {
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  const { status } = spawnSync(program, [...first, ...args], { cwd: PROJECT_DIR, stdio: 'inherit' });
  if (status !== 0) fail(otherwise);
}
