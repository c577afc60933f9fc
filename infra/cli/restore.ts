import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { foldVersion } from '#shared/fold/fold-state.ts';
import { enterPassphrase } from '../backup/ask-passphrase.ts';
import { backupFiles } from '../backup/manifest.ts';
import { restoreBackup, type Restored } from '../backup/restore-backup.ts';
import { actorName } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';
import { dataFolder } from '../setup/folders.ts';
import { createProgress } from '../setup/progress.ts';

export const summary = 'Restore a backup: database, log, quarantine and keys, into servers that hold nothing yet';
export const usage = `FOLDER [--passphrase-file FILE | --no-keys] [--replace]
  The system must be stopped; npm start afterwards goes on exactly where the backup's log ends. Servers named by
  DATABASE_URL and NATS_URL are used, else the private ones of the data folder. --replace: a database that is in the way
  is renamed, keys are set aside, another log is deleted. A superuser is needed (DATABASE_ADMIN_URL) where DATABASE_URL
  names the server.`;

/** Restores and says what to do next. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'passphrase-file': { type: 'string' },
      'no-keys': { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
    },
  });
  if (positionals[0] === undefined) throw new Error('name the folder of the backup');
  const folder = resolve(positionals[0]);
  const isSealed = existsSync(join(folder, backupFiles.keys));
  const passphrase = isSealed
    ? await enterPassphrase({ file: values['passphrase-file'], none: values['no-keys'] }, io)
    : undefined;
  if (isSealed && passphrase === undefined && !values['no-keys'])
    throw new Error('the keys of this backup are sealed: give --passphrase-file, or --no-keys to go on without them');
  const progress = createProgress(io.stdout, () => performance.now());
  const restored = await restoreBackup({
    ...{ folder, passphrase, progress, replace: values.replace, actor: actorName(), now: () => new Date() },
    ...{ dataDir: dataFolder(io.env), env: io.env, signal: io.signal },
  });
  io.stdout.write(describe(restored));
  return undefined;
}

function describe({ manifest, log, aside }: Restored): string {
  const lines = [
    `Restored ${manifest.id}, taken at ${manifest.takenAt}. Everybody signs in again.`,
    ...(log === 'restored'
      ? [`What was accepted after frame ${manifest.log.to} is not in it; senders that kept it send it again.`]
      : []),
    ...(aside === undefined
      ? []
      : [`The database that was there is called ${aside} now: drop it when you need it no more.`]),
    ...(manifest.foldVersion === foldVersion
      ? []
      : ['The state of assets is of another version: each shows again when it is next heard of.']),
    ...manifest.warnings.map((warning) => `! ${warning}`),
    'Now: npm start, and npx vonglau recount once it runs.',
  ];
  return `${lines.join('\n')}\n`;
}
