import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { fallbackFolder } from '../setup/account.ts';
import type { CommandIo } from '../setup/command.ts';
import { confirm } from '../setup/confirm.ts';
import { dataFolder } from '../setup/folders.ts';
import { endRemembered, rememberedProcess } from '../setup/process/process-identity.ts';

export const summary = 'Delete all data of this installation; asks first';
export const usage = `[--yes]
  Deletes the data folder with the log, the database, accounts and keys. Downloaded programs stay, and so does
  a database or log named in the environment. --yes does not ask.`;

/** Deletes the data folder; returns 1 when the person says no. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { yes: { type: 'boolean', default: false } } });
  const folder = dataFolder(io.env);
  if (rememberedProcess(join(folder, 'running.json'))) throw new Error('the system is running: stop it first');
  if (!existsSync(folder)) {
    io.stdout.write(`Nothing to delete: ${folder} does not exist.\n`);
    return 0;
  }
  const servers = join(folder, 'servers');
  const homes = [servers, fallbackFolder(servers)];
  const marks = [join(folder, 'run/addresses.json'), ...homes.map((home) => join(home, 'nats'))];
  if (!marks.some((mark) => existsSync(mark))) {
    throw new Error(`${folder} does not look like a data folder of this system: delete it yourself if you mean it`);
  }
  if (!values.yes && !(await confirm(`Delete ${folder} with all events, accounts and keys?`, io))) {
    io.stdout.write('Nothing was deleted.\n');
    return 1;
  }
  for (const home of homes) {
    for (const name of ['nats', 'postgres', 'redis'])
      await endRemembered(join(home, name, 'process.json'), 'SIGTERM', 10_000);
    rmSync(home, { recursive: true, force: true });
  }
  rmSync(dirname(fallbackFolder(servers)), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  io.stdout.write(`Deleted ${folder}.\n`);
  return 0;
}
