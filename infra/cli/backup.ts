import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { choosePassphrase } from '../backup/ask-passphrase.ts';
import { findSource } from '../backup/find-source.ts';
import { takeBackup } from '../backup/take-backup.ts';
import type { CommandIo } from '../setup/command.ts';
import { dataFolder } from '../setup/folders.ts';
import { createProgress } from '../setup/progress.ts';

export const summary = 'Back up the running system: database, log, quarantine, and its keys under a passphrase';
export const usage = `[FOLDER] [--passphrase-file FILE | --no-keys]
  Makes FOLDER (default: backups/<city>-<time> here) while the system goes on. The keys are sealed with a passphrase:
  the first line of FILE, or what is typed when asked. Without one they are left out, and the backup says so.
  DATABASE_URL and NATS_URL are used where they are set, else those of the system that runs on the data folder.
  infra/BACKUP.md tells what is in a backup and what is not.`;

/** Takes a backup and says where it is. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'passphrase-file': { type: 'string' }, 'no-keys': { type: 'boolean', default: false } },
  });
  const source = findSource(io.env);
  const now = (): Date => new Date();
  const time = now().toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const folder = resolve(positionals[0] ?? `backups/${source.city}-${time}Z`);
  const passphrase = await choosePassphrase({ file: values['passphrase-file'], none: values['no-keys'] }, io);
  const progress = createProgress(io.stdout, () => performance.now());
  const manifest = await takeBackup({
    ...{ source, folder, passphrase, progress, now },
    ...{ dataDir: dataFolder(io.env), env: io.env, signal: io.signal },
  });
  const { database, log, files } = manifest;
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20;
  io.stdout.write(
    `${folder}: ${megabytes.toFixed(1)} MiB, ${database.rows.events ?? 0} events, and ${log.events} more in the log after them or since live's checkpoint.\n` +
      `Now try it: npx vonglau verify ${folder} --deep\n`,
  );
  return undefined;
}
