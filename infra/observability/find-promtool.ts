import { existsSync, globSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from '../setup/process/run-program.ts';
import type { Report } from '../setup/report.ts';
import { downloadPackages } from '../servers/private-apt.ts';

export type FindPromtoolOptions = { cacheDir: string; env: NodeJS.ProcessEnv; report: Report; signal?: AbortSignal };

/**
 * Path of promtool, which checks rules as Prometheus reads them: PROMTOOL_PATH, the machine's own, or the one of Debian's
 * package (19 MB), unpacked once into the cache folder. Throws where none of them can be had.
 */
export async function findPromtool(options: FindPromtoolOptions): Promise<string> {
  const unpacked = join(options.cacheDir, 'promtool');
  const { PROMTOOL_PATH, PATH = '' } = options.env;
  const places = [PROMTOOL_PATH, ...PATH.split(delimiter).map((folder) => join(folder, 'promtool')), unpacked];
  return places.find((path) => path !== undefined && existsSync(path)) ?? unpackPromtool(options, unpacked);
}

async function unpackPromtool({ cacheDir, env, report, signal }: FindPromtoolOptions, to: string): Promise<string> {
  const partial = join(cacheDir, 'promtool.partial');
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const folder = join(partial, 'apt');
  await downloadPackages({ folder, installed: 'machine', env, report, signal }, ['prometheus']);
  const [deb] = globSync(join(folder, 'cache/archives/prometheus_*.deb'));
  if (deb === undefined) throw new Error('apt-get downloaded no prometheus: install promtool, or set PROMTOOL_PATH');
  const root = join(partial, 'root');
  await runProgram('dpkg-deb', { args: ['-x', deb, root] });
  renameSync(join(root, 'usr/bin/promtool'), to);
  rmSync(partial, { recursive: true });
  return to;
}
