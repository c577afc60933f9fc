import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Report } from './report.ts';
import { writeWhole } from './write-whole.ts';

/** The unprivileged account servers run as when the project is started by root. */
export type Account = { uid: number; gid: number };

/** PostgreSQL refuses root, so root runs every server as `nobody`; any other user runs them as itself. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (!nobody?.[2] || !nobody[3]) throw new Error('started as root, but /etc/passwd has no account nobody: add one');
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) };
}

/**
 * Where the account can work: `wanted`, or a folder of the same name under /var/tmp
 * when a parent of `wanted` (such as /root) is closed to the account.
 */
export function reachableFolder(wanted: string, account: Account | undefined, report: Report): string {
  mkdirSync(wanted, { recursive: true });
  if (!account || canEnter(wanted, account)) return wanted;
  const folder = fallbackFolder(wanted);
  const home = dirname(folder);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const stat = lstatSync(home);
  if (!stat.isDirectory() || stat.uid !== 0) {
    throw new Error(`${home} belongs to somebody else: remove it, or move the project out of a closed folder`);
  }
  mkdirSync(folder, { recursive: true });
  if (!canEnter(folder, account)) {
    throw new Error(`the unprivileged account cannot enter ${folder}: move the project to an open folder`);
  }
  report({ text: `${wanted} is closed to the servers' account, using ${folder}` });
  return folder;
}

/** Where `reachableFolder` goes when the account cannot enter the wanted folder. */
export function fallbackFolder(wanted: string): string {
  const home = `/var/tmp/vonglau-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
  return join(home, basename(wanted));
}

/** Makes a folder that belongs to the account and that nobody else may read. */
export function makeOwnFolder(folder: string, account: Account | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
}

/** Writes a file that only the account may read. */
export function writeOwnedFile(file: string, text: string, account: Account | undefined): void {
  writeWhole(file, text);
  if (account) chownSync(file, account.uid, account.gid);
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}
