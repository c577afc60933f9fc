import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { streamsEnv } from '#shared/service/streams.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { PROJECT_DIR } from '../setup/folders.ts';
import { pendingMigrations, readMigrations } from '../setup/migrate.ts';
import { claimLock } from '../setup/process/process-identity.ts';
import type { Progress } from '../setup/progress.ts';
import { adoptLog } from './adopt-log.ts';
import { requireWhole } from './check-files.ts';
import { databaseOn, withDatabase } from './connect-database.ts';
import { withLog } from './connect-log.ts';
import { backupFiles, readManifest, type Manifest } from './manifest.ts';
import { openTarget, type Target } from './open-target.ts';
import { findDatabase, putInPlace } from './put-in-place.ts';
import { restoreDatabase } from './restore-database.ts';
import { findLog, restoreLog, restoreQuarantine, type FoundLog } from './restore-streams.ts';
import { openKeys } from './sealed-keys.ts';
import { putBackKeys, type SecretFile } from './secret-files.ts';

export type RestoreOptions = {
  readonly folder: string;
  readonly dataDir: string;
  /** undefined: go on without the keys. */
  readonly passphrase: string | undefined;
  /** Whether what stands in the way is set aside (a database, keys) or deleted (a log). */
  readonly replace: boolean;
  readonly actor: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly now: () => Date;
};

/** What a restore did, for whoever asked for it. */
export type Restored = { readonly manifest: Manifest; readonly log: 'kept' | 'restored'; readonly aside?: string };

/** Restores a backup into servers that hold nothing yet, while no process of ours runs on them. */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { folder, dataDir, passphrase, env, progress, signal } = options;
  const manifest = readManifest(folder);
  const city = env.VONGLAU_CITY;
  if (city && city !== manifest.city) throw new Error(`the backup is of ${manifest.city}, VONGLAU_CITY is ${city}`);
  pendingMigrations(readMigrations(join(PROJECT_DIR, 'infra/sql')), manifest.database.migrations);
  await progress.step('Sums', (report) => requireWhole(folder, manifest.files, report));
  const secrets = await readSecrets(folder, manifest, passphrase);
  const lock = join(dataDir, 'running.json');
  if (!claimLock(lock)) throw new Error(`the system runs on ${dataDir}: stop it first`);
  try {
    const target = await progress.step('Servers', (report) => openTarget({ dataDir, env, report, signal, secrets }));
    try {
      return await restoreInto(target, manifest, secrets, options);
    } finally {
      await target.stop();
    }
  } finally {
    rmSync(lock, { force: true });
  }
}

async function readSecrets(folder: string, manifest: Manifest, passphrase?: string): Promise<SecretFile[]> {
  const isSealed = manifest.files.some(({ name }) => name === backupFiles.keys);
  if (!isSealed || passphrase === undefined) return [];
  return openKeys(readFileSync(join(folder, backupFiles.keys), 'utf8'), passphrase, manifest.id);
}

async function restoreInto(
  target: Target,
  manifest: Manifest,
  secrets: readonly SecretFile[],
  options: RestoreOptions,
): Promise<Restored> {
  const { dataDir, replace, actor, progress, now } = options;
  const { username, pathname } = new URL(target.databaseUrl);
  const name = decodeURIComponent(pathname.slice(1));
  const found = await findDatabase(target, name);
  if (found.sessions.length > 0)
    throw new Error(`${found.sessions.join(', ')} is connected to ${name}: stop the system first`);
  if (found.state === 'ours' && !replace)
    throw new Error(`the database ${name} is not empty: --replace sets it aside under another name`);

  return withLog(target.natsUrl, options.signal, async (jsm) => {
    const counted = manifest.database.stream === manifest.log.id ? manifest.database.seq : 0;
    const foundLog = await findLog(jsm, manifest.log, counted);
    refuseOtherLog(foundLog, manifest, replace);
    const keys = putBackKeys(secrets, { dataDir, replace, nowMs: now().getTime() });
    for (const path of keys.expired) progress.say(`  ${path} is of a past month and stays away, as it must`);

    const restored = `${name}_restoring`;
    const owner = decodeURIComponent(username);
    await restoreDatabaseStep(restored, owner, target, manifest, options);
    const logId = await restoreStreams(jsm, foundLog, manifest, options);
    await withDatabase(databaseOn(target.adminUrl, restored), (client) =>
      adoptLog(client, { manifest, logId, actor, at: now() }),
    );
    const aside = `${name}_before_${now().toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}`;
    await putInPlace(target.adminUrl, { restored, name, found: found.state, aside });
    const log = foundLog === 'same' ? 'kept' : 'restored';
    return { manifest, log, ...(found.state === 'ours' && { aside }) };
  });
}

function refuseOtherLog(found: FoundLog, { log }: Manifest, replace: boolean): void {
  if (found !== 'other' || replace) return;
  throw new Error(
    `the log ${log.stream} is another one and not empty: --replace deletes it, with whatever in it is in no database`,
  );
}

function restoreDatabaseStep(
  name: string,
  owner: string,
  { adminUrl }: Target,
  manifest: Manifest,
  { folder, env, progress, signal }: RestoreOptions,
): Promise<void> {
  return progress.step('Database', (report) =>
    restoreDatabase(join(folder, backupFiles.database), { adminUrl, name, owner }, { manifest, env, report, signal }),
  );
}

/** Returns the id of the log that the database is to go on with. */
async function restoreStreams(
  jsm: Parameters<typeof findLog>[0],
  found: FoundLog,
  { log, city }: Manifest,
  { folder, env, progress, now }: RestoreOptions,
): Promise<string> {
  if (found === 'same') {
    progress.say('✓ Log: the very log of the backup is still there and is kept, with all that came after');
    return log.id;
  }
  const subjects = subjectsOf(city);
  const config = streamsEnv.parse(env);
  const logId = await progress.step('Log', (report) =>
    restoreLog(jsm, join(folder, backupFiles.log), { part: log, subjects, config, report }),
  );
  await progress.step('Quarantine', () =>
    restoreQuarantine(jsm, join(folder, backupFiles.quarantine), { subjects, nowMs: now().getTime() }),
  );
  return logId;
}
