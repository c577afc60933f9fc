import { existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Report } from '../setup/report.ts';
import { runProgram } from '../setup/process/run-program.ts';
import { downloadPackages } from './private-apt.ts';

/** A browser for the tests: what to execute, and the arguments it needs before any others. */
export type Browser = { executablePath: string; args: string[] };

export type FindChromiumOptions = { cacheDir: string; env: NodeJS.ProcessEnv; report: Report; signal?: AbortSignal };

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** The tests open pages of their own system only; the sandbox's helper needs rights a test machine may lack. */
const ARGS = ['--no-sandbox', '--disable-dev-shm-usage'];

/** The metric twin of Times New Roman, in which briefs are printed, and what is drawn where a font has no sign. */
const FONTS = ['fonts-croscore', 'fonts-dejavu-core'];

/** Finds Chromium (CHROMIUM_PATH, PATH), else installs it as root, else unpacks it into the cache folder. */
export async function findOrInstallChromium(options: FindChromiumOptions): Promise<Browser> {
  const found = findChromium(options.env) ?? findUnpacked(options.cacheDir);
  if (found) return found;
  if (process.getuid?.() === 0 && (await installChromium(options))) {
    const installed = findChromium(options.env);
    if (installed) return installed;
  }
  return unpackChromium(options);
}

/** A Chromium that is on the machine already, or was unpacked before. */
export function findReadyChromium({
  cacheDir,
  env,
}: Pick<FindChromiumOptions, 'cacheDir' | 'env'>): Browser | undefined {
  return findChromium(env) ?? findUnpacked(cacheDir);
}

function findChromium({ CHROMIUM_PATH, PATH = '' }: NodeJS.ProcessEnv): Browser | undefined {
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = [...(CHROMIUM_PATH ? [CHROMIUM_PATH] : []), ...places].find((path) => existsSync(path));
  return executablePath ? { executablePath, args: ARGS } : undefined;
}

async function installChromium({ env, report, signal }: FindChromiumOptions): Promise<boolean> {
  report({ text: 'installing Chromium with apt-get' });
  const apt = (args: string[]): Promise<string> =>
    runProgram('apt-get', { args: ['-q', ...args], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, signal });
  try {
    await apt(['update']);
    await apt(['install', '-y', '--no-install-recommends', 'chromium', ...FONTS]);
    return true;
  } catch (error) {
    report({ text: `could not install Chromium, unpacking it instead (${String(error)})`, level: 'warning' });
    return false;
  }
}

// The browser is taken from the machine's own release, so the machine's C library and loader fit it.
async function unpackChromium({ cacheDir, env, report, signal }: FindChromiumOptions): Promise<Browser> {
  const partial = join(cacheDir, 'chromium.partial');
  rmSync(partial, { recursive: true, force: true });
  const root = join(partial, 'root');
  mkdirSync(root, { recursive: true });
  const apt = { folder: join(partial, 'apt'), installed: 'machine' as const, env, report, signal };
  const debs = await downloadPackages(apt, ['chromium', 'fontconfig-config', ...FONTS]);
  for (const [index, deb] of debs.entries()) {
    await runProgram('dpkg-deb', { args: ['-x', deb, root] });
    report({ text: 'unpacking Chromium', fraction: (index + 1) / debs.length });
  }
  rmSync(apt.folder, { recursive: true });
  const folder = join(cacheDir, 'chromium');
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  writeLauncher(folder);
  const browser = findUnpacked(cacheDir);
  if (!browser)
    throw new Error(`Chromium was unpacked to ${folder}, but cannot be found there: install Chromium yourself`);
  return browser;
}

function findUnpacked(cacheDir: string): Browser | undefined {
  const executablePath = join(cacheDir, 'chromium/launch');
  return existsSync(executablePath) ? { executablePath, args: ARGS } : undefined;
}

// A script, so that whoever starts the browser needs its path and nothing else.
function writeLauncher(folder: string): void {
  const root = join(folder, 'root');
  const libraries = globSync(join(root, '{usr/,}lib/*-linux-gnu*')).join(':');
  writeFileSync(join(root, 'fonts.conf'), fontSettings(root));
  const script = [
    '#!/bin/sh',
    `export LD_LIBRARY_PATH='${libraries}' FONTCONFIG_FILE='${root}/fonts.conf'`,
    `exec '${root}/usr/lib/chromium/chromium' "$@"`,
    '',
  ].join('\n');
  writeFileSync(join(folder, 'launch'), script, { mode: 0o755 });
}

function fontSettings(root: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>${root}/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${root}/fontcache</cachedir>
</fontconfig>
`;
}
