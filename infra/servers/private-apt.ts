import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../setup/report.ts';
import { runProgram } from '../setup/process/run-program.ts';

export type PrivateApt = {
  /** Folder for apt's own lists, archives and settings; nothing outside it is written. */
  folder: string;
  /** A deb822 stanza to use instead of the machine's own sources. */
  source?: string;
  /** 'none' downloads every dependency, 'machine' only those the machine lacks. */
  installed: 'none' | 'machine';
  /** The caller's environment; apt gets its proxy settings and nothing else. */
  env: NodeJS.ProcessEnv;
  report: Report;
  signal?: AbortSignal | undefined;
};

/** Downloads packages with all they depend on, without installing anything; returns the .deb files. */
export async function downloadPackages(apt: PrivateApt, packages: string[]): Promise<string[]> {
  const archives = join(apt.folder, 'cache/archives');
  for (const folder of ['state/lists/partial', 'cache/archives/partial', 'sources']) {
    mkdirSync(join(apt.folder, folder), { recursive: true });
  }
  writeFileSync(join(apt.folder, 'empty-status'), '');
  writeFileSync(join(apt.folder, 'apt.conf'), aptSettings(apt));
  if (apt.source) writeFileSync(join(apt.folder, 'sources/vonglau.sources'), apt.source);
  await aptGet(apt, 'reading package lists', ['update']);
  await aptGet(apt, 'downloading', ['install', '-y', '--download-only', ...packages]);
  return readdirSync(archives)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => join(archives, name));
}

function aptSettings({ folder, source, installed }: PrivateApt): string {
  return [
    `Dir::State "${folder}/state";`,
    `Dir::Cache "${folder}/cache";`,
    ...(installed === 'none' ? [`Dir::State::status "${folder}/empty-status";`] : []),
    // Our one source must answer; of the machine's own sources some may be out of order.
    ...(source ? ['APT::Update::Error-Mode "any";'] : []),
    ...(source ? ['Dir::Etc::sourcelist "/dev/null";', `Dir::Etc::sourceparts "${folder}/sources";`] : []),
    // The machine's own hooks act on its package database, which stays untouched here.
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '#clear DPkg::Pre-Install-Pkgs;',
    'APT::Sandbox::User "";',
    'APT::Install-Recommends "0";',
    'APT::Get::AllowUnauthenticated "0";',
    'Acquire::Retries "3";',
    'Acquire::Languages "none";',
    '',
  ].join('\n');
}

async function aptGet(apt: PrivateApt, doing: string, args: string[]): Promise<void> {
  await runProgram('apt-get', {
    args: ['-q', '-c', join(apt.folder, 'apt.conf'), '-o', 'APT::Status-Fd=3', ...args],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive', ...proxies(apt.env) },
    signal: apt.signal,
    onStatus: (line) => {
      const percent = /^dlstatus:[^:]*:([\d.]+):/.exec(line)?.[1];
      if (percent) apt.report({ text: doing, fraction: Number(percent) / 100 });
    },
  });
}

function proxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => /^(https?|ftp|no)_proxy$/i.test(name)));
}
