import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JetStreamManager } from '@nats-io/jetstream';
import { foldVersion } from '#shared/fold/fold-state.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { PROJECT_DIR } from '../setup/folders.ts';
import type { Progress } from '../setup/progress.ts';
import { withLog } from './connect-log.ts';
import { dumpDatabase } from './dump-database.ts';
import { flushPath, sumFile, writeDurably } from './file-sum.ts';
import type { BackupSource } from './find-source.ts';
import { backupFiles, type FileSum, type Manifest } from './manifest.ts';
import { sealKeys } from './sealed-keys.ts';
import { readSecretFiles } from './secret-files.ts';
import { firstFrame, readHead, takeLog, takeQuarantine } from './take-streams.ts';

export type BackupOptions = {
  readonly source: BackupSource;
  /** Made anew; until the backup is whole it is called `<folder>.partial`. */
  readonly folder: string;
  readonly dataDir: string;
  /** undefined: the keys are left out. */
  readonly passphrase: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => Date;
};

/**
 * Takes a backup of a running system: the database as one snapshot, then the log from the snapshot's place to its end.
 * Whatever was accepted before the log's end was looked at is in the one or the other.
 */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const { source, folder, progress, signal } = options;
  if (existsSync(folder)) throw new Error(`${folder} is there already: name another folder`);
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const manifest = await withLog(source.natsUrl, signal, (jsm) => fill(partial, jsm, options));
    await writeDurably(join(partial, backupFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`);
    await flushPath(partial);
    await rename(partial, folder);
    await flushPath(dirname(folder));
    for (const warning of manifest.warnings) progress.say(`! ${warning}`);
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function fill(partial: string, jsm: JetStreamManager, options: BackupOptions): Promise<Manifest> {
  const { source, dataDir, passphrase, env, progress, signal, now } = options;
  const { city, timeZone, databaseUrl } = source;
  const { eventsStream, quarantineStream } = subjectsOf(city);
  const takenAt = now().toISOString();
  const id = `${city}-${takenAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z-${randomBytes(4).toString('hex')}`;

  const secrets = readSecretFiles(dataDir);
  const { id: logId } = await readHead(jsm, eventsStream);
  const { database, checkpointSeq } = await progress.step('Database', (report) =>
    dumpDatabase(partial, { databaseUrl, logId, env, report, signal }),
  );
  const log = await progress.step('Log', async (report) => {
    const head = await readHead(jsm, eventsStream);
    if (head.id !== logId) throw new Error(`the log ${eventsStream} was made anew meanwhile: start again`);
    const from = firstFrame(head, { ...database, checkpointSeq });
    return takeLog(partial, { jsm, head, stream: eventsStream, from, report, signal });
  });
  const quarantine = await progress.step('Quarantine', (report) =>
    takeQuarantine(partial, { jsm, stream: quarantineStream, report, signal }),
  );
  if (passphrase !== undefined) {
    await progress.step('Keys', async () => {
      await writeDurably(join(partial, backupFiles.keys), await sealKeys(secrets, passphrase, id));
    });
  }
  const files = await progress.step('Sums', () => sumFiles(partial, passphrase !== undefined));
  const head = { format: 1 as const, id, takenAt, version: await readVersion(), city, timeZone, foldVersion };
  const parts = { database, log, quarantine };
  return { ...head, ...parts, warnings: warningsOf(parts, passphrase !== undefined), files };
}

async function sumFiles(folder: string, hasKeys: boolean): Promise<FileSum[]> {
  const { database, log, quarantine, keys } = backupFiles;
  const sums: FileSum[] = [];
  for (const name of [database, log, quarantine, ...(hasKeys ? [keys] : [])]) {
    await chmod(join(folder, name), 0o600);
    sums.push(await sumFile(join(folder, name)));
  }
  return sums;
}

function warningsOf({ database, log }: Pick<Manifest, 'database' | 'log'>, hasKeys: boolean): string[] {
  const counted = database.stream === log.id ? database.seq : 0;
  const gone = log.from > counted + 1 ? [[counted + 1, log.from - 1] as const] : [];
  return [
    ...[...gone, ...log.missing].map(
      ([from, to]) => `frames ${from} to ${to} were not in the log any more: what was in them and not counted is lost`,
    ),
    ...(hasKeys
      ? []
      : [
          'WITHOUT KEYS: after a restore nobody can open what is in quarantine, and callers and plates of this month count as new ones. Give a passphrase (--passphrase-file).',
        ]),
  ];
}

async function readVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(PROJECT_DIR, 'package.json'), 'utf8')) as { version: string };
  return version;
}
