import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { claimLock } from '../setup/process/process-identity.ts';
import type { Report } from '../setup/report.ts';
import { runProgram } from '../setup/process/run-program.ts';
import { debianArchives, readAptEntries, readRelease } from './apt-sources.ts';
import { downloadPackages } from './private-apt.ts';
import { wrapPostgresPrograms } from './unpacked-programs.ts';

const SUITE = 'trixie';
const PACKAGES = ['postgresql-17-timescaledb', 'nats-server', 'redis-server'];
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
/** Pulled in as dependencies, used by none of the three programs. */
const NOT_NEEDED = /^(perl|libperl|libllvm|libz3|locales|libc-l10n|debconf|adduser|libio-pty|libipc-run)/;

export type UnpackOptions = {
  cacheDir: string;
  env: NodeJS.ProcessEnv;
  report: Report;
  signal?: AbortSignal | undefined;
};

/** Folder with the three servers' programs; downloads and unpacks them once per cache folder. */
export async function unpackServers(options: UnpackOptions): Promise<string> {
  const { cacheDir, report } = options;
  const folder = join(cacheDir, `servers-${SUITE}-pg17`);
  const root = join(folder, 'root');
  await withLock(`${folder}.lock`, options, async () => {
    if (existsSync(join(folder, 'packages.txt'))) return;
    const partial = `${folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    const debs = await downloadFromAnyArchive(partial, options);
    await unpack(
      debs.filter((deb) => !NOT_NEEDED.test(basename(deb))),
      join(partial, 'root'),
      report,
    );
    wrapPostgresPrograms(join(partial, 'root'), ['postgres', 'initdb', 'pg_dump', 'pg_restore', 'psql']);
    rmSync(join(partial, 'apt'), { recursive: true });
    writeFileSync(join(partial, 'packages.txt'), `${debs.map((deb) => basename(deb)).join('\n')}\n`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  });
  return root;
}

async function downloadFromAnyArchive(partial: string, options: UnpackOptions): Promise<string[]> {
  const { env, report, signal } = options;
  const archives = debianArchivesOfThisMachine();
  let failure: unknown;
  for (const address of archives) {
    const source = `Types: deb\nURIs: ${address}\nSuites: ${SUITE}\nComponents: main\nTargets: Packages\nSigned-By: ${KEYRING}\n`;
    try {
      return await downloadPackages(
        { folder: join(partial, 'apt'), source, installed: 'none', env, report, signal },
        PACKAGES,
      );
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`could not fetch the servers from Debian ${SUITE}: check the network; ${String(failure)}`, {
    cause: failure,
  });
}

function debianArchivesOfThisMachine(): string[] {
  const otherwise = 'set NATS_URL, DATABASE_URL and REDIS_URL, or run the system with Docker (infra/compose.yaml)';
  try {
    execFileSync('apt-get', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Error(`this machine has no Debian package manager: ${otherwise}`);
  }
  if (!existsSync(KEYRING)) throw new Error(`${KEYRING} is missing: install debian-archive-keyring, or ${otherwise}`);
  const release = readRelease(readFileSync('/etc/os-release', 'utf8'));
  const archives = debianArchives(readAptEntries('/etc/apt'), release);
  if (archives.length === 0) {
    throw new Error(`the apt sources in /etc/apt name no Debian archive for "${release}": ${otherwise}`);
  }
  return archives;
}

async function unpack(debs: string[], root: string, report: Report): Promise<void> {
  mkdirSync(root);
  chmodSync(root, 0o755);
  let done = 0;
  const queue = [...debs];
  const work = async (): Promise<void> => {
    for (let deb = queue.pop(); deb; deb = queue.pop()) {
      await runProgram('dpkg-deb', { args: ['-x', deb, root] });
      done += 1;
      report({ text: 'unpacking', fraction: done / debs.length });
    }
  };
  await Promise.all([work(), work()]);
}

async function withLock(file: string, { report, signal }: UnpackOptions, work: () => Promise<void>): Promise<void> {
  for (let told = false; !claimLock(file); told = true) {
    if (!told) report({ text: 'waiting for another start that is unpacking the servers' });
    await sleep(200, undefined, { signal });
  }
  try {
    await work();
  } finally {
    rmSync(file, { force: true });
  }
}
