import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { enterPassphrase } from '../backup/ask-passphrase.ts';
import { backupFiles } from '../backup/manifest.ts';
import { verifyBackup } from '../backup/verify-backup.ts';
import type { CommandIo } from '../setup/command.ts';
import { createProgress } from '../setup/progress.ts';

export const summary = 'Look whether a backup is whole, and with --deep whether it can be restored';
export const usage = `FOLDER [--passphrase-file FILE | --no-keys] [--deep]
  One line for each part: sums, readability, the keys where their passphrase is given. --deep restores the database into
  a server made for it (or that of DATABASE_ADMIN_URL) and counts every event again. Exit code 1: something is wrong.`;

/** Prints what was found; returns 1 when a part is not right. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'passphrase-file': { type: 'string' },
      'no-keys': { type: 'boolean', default: false },
      deep: { type: 'boolean', default: false },
    },
  });
  if (positionals[0] === undefined) throw new Error('name the folder of the backup');
  const folder = resolve(positionals[0]);
  const passphrase = existsSync(join(folder, backupFiles.keys))
    ? await enterPassphrase({ file: values['passphrase-file'], none: values['no-keys'] }, io)
    : undefined;
  const progress = createProgress(io.stdout, () => performance.now());
  const lines: string[] = [];
  const isRight = await progress.step('Looking', (report) =>
    verifyBackup(
      { folder, passphrase, deep: values.deep, env: io.env, report, signal: io.signal },
      ({ item, ok, text }) => lines.push(`${ok ? '✓' : '✗'} ${item.padEnd(10)}  ${text}\n`),
    ),
  );
  io.stdout.write(lines.join(''));
  return isRight ? 0 : 1;
}
