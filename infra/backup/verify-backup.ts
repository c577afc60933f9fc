import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFrame } from '#shared/events/read-frame.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { PROJECT_DIR } from '../setup/folders.ts';
import { pendingMigrations, readMigrations } from '../setup/migrate.ts';
import type { Report } from '../setup/report.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../setup/throwaway-folder.ts';
import { findFileFault } from './check-files.ts';
import { databaseOn, withDatabase } from './connect-database.ts';
import { countRows } from './database-facts.ts';
import { readFrames } from './frames-file.ts';
import { backupFiles, readManifest, type Manifest, type StreamPart } from './manifest.ts';
import { openTrialServer } from './open-target.ts';
import { findPostgresPrograms } from './postgres-programs.ts';
import { countTables, restoreDatabase } from './restore-database.ts';
import { openKeys } from './sealed-keys.ts';

/** One thing that was looked at: what is right with it, or what is wrong. */
export type Verified = { readonly item: string; readonly ok: boolean; readonly text: string };

export type VerifyOptions = {
  readonly folder: string;
  readonly passphrase: string | undefined;
  /** Whether to restore the database into a server made for it, and to count it again. */
  readonly deep: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
  readonly signal: AbortSignal;
};

/** Looks at a backup piece by piece; `onItem` hears of each as it is done. */
export async function verifyBackup(options: VerifyOptions, onItem: (item: Verified) => void): Promise<boolean> {
  const { folder } = options;
  let allOk = true;
  const look = async (item: string, work: () => string | Promise<string>): Promise<boolean> => {
    const looked = await Promise.resolve()
      .then(work)
      .then(
        (text) => ({ item, ok: true, text }),
        (error: unknown) => ({ item, ok: false, text: error instanceof Error ? error.message : String(error) }),
      );
    options.signal.throwIfAborted();
    allOk &&= looked.ok;
    onItem(looked);
    return looked.ok;
  };

  let manifest: Manifest | undefined;
  await look('manifest', () => describeManifest((manifest = readManifest(folder))));
  if (!manifest) return false;
  const found = manifest;
  const isDatabaseRight = await look('database', () => verifyDatabase(found, options));
  await look('log', () => verifyLog(found, options));
  await look('quarantine', () => verifyQuarantine(found, options));
  await look('keys', () => verifyKeys(found, options));
  if (options.deep && isDatabaseRight) await look('restored', () => verifyByRestoring(found, options));
  return allOk;
}

function describeManifest({ id, takenAt, version, database, warnings }: Manifest): string {
  pendingMigrations(readMigrations(join(PROJECT_DIR, 'infra/sql')), database.migrations);
  return [`${id}, taken at ${takenAt} with version ${version}`, ...warnings].join('; ');
}

async function verifyDatabase(manifest: Manifest, options: VerifyOptions): Promise<string> {
  const megabytes = await requireFile(manifest, backupFiles.database, options);
  const { postgres, timescaledb, rows, seq } = manifest.database;
  const programs = await findPostgresPrograms(Number.parseInt(postgres, 10), options);
  const tables = await countTables(programs.restore, join(options.folder, backupFiles.database), options.signal);
  return `${megabytes}, sum right, ${tables} tables readable; ${rows.events ?? 0} events counted up to frame ${seq}; PostgreSQL ${postgres}, TimescaleDB ${timescaledb}`;
}

async function verifyLog(manifest: Manifest, options: VerifyOptions): Promise<string> {
  const { log } = manifest;
  const megabytes = await requireFile(manifest, backupFiles.log, options);
  let events = 0;
  let poison = 0;
  await countMessages(log, join(options.folder, backupFiles.log), (data) => {
    const frame = readFrame(decodeFrame(data));
    events += frame.events.length;
    poison += frame.poison.length;
  });
  if (events !== log.events) throw new Error(`${events} events can be read of the ${log.events} there were`);
  const range = log.to < log.from ? `ends at frame ${log.to}, all counted` : `frames ${log.from} to ${log.to}`;
  return `${megabytes}, sum right, ${range}, ${events} events readable${poison > 0 ? `, ${poison} items that are none` : ''}`;
}

async function verifyQuarantine(manifest: Manifest, options: VerifyOptions): Promise<string> {
  const megabytes = await requireFile(manifest, backupFiles.quarantine, options);
  await countMessages(manifest.quarantine, join(options.folder, backupFiles.quarantine), () => undefined);
  return `${megabytes}, sum right, ${manifest.quarantine.messages} sealed messages`;
}

async function countMessages(part: StreamPart, path: string, onData: (data: Uint8Array) => void): Promise<void> {
  let messages = 0;
  for await (const { data } of readFrames(path)) {
    messages += 1;
    onData(data);
  }
  if (messages !== part.messages)
    throw new Error(`${messages} messages can be read of the ${part.messages} there were`);
}

async function verifyKeys(manifest: Manifest, options: VerifyOptions): Promise<string> {
  if (!manifest.files.some(({ name }) => name === backupFiles.keys)) return 'NOT in this backup';
  await requireFile(manifest, backupFiles.keys, options);
  if (options.passphrase === undefined) return 'sum right, sealed; give the passphrase to have them opened';
  const text = readFileSync(join(options.folder, backupFiles.keys), 'utf8');
  const files = await openKeys(text, options.passphrase, manifest.id);
  return `sum right, opened: ${files.map(({ path }) => path).join(', ')}`;
}

async function verifyByRestoring(manifest: Manifest, options: VerifyOptions): Promise<string> {
  const { env, report, signal } = options;
  const dataDir = await makeThrowawayFolder();
  const server = await openTrialServer({ dataDir, env, report, signal });
  const name = `verify_${manifest.id.replaceAll(/[^a-z0-9]/g, '_')}`.slice(0, 63);
  const owner = decodeURIComponent(new URL(server.adminUrl).username);
  try {
    const target = { adminUrl: server.adminUrl, name, owner };
    await restoreDatabase(join(options.folder, backupFiles.database), target, { manifest, env, report, signal });
    return await withDatabase(databaseOn(server.adminUrl, name), async (client) => {
      const rows = await countRows(client);
      const expected = manifest.database.rows;
      const wrong = Object.keys({ ...rows, ...expected }).find((table) => rows[table] !== expected[table]);
      if (wrong !== undefined)
        throw new Error(`${wrong} has ${rows[wrong] ?? 'no'} rows instead of ${expected[wrong] ?? 'none'}`);
      const { events, different } = await recount(client, civilCalendar(manifest.timeZone), (done, total) => {
        report({ text: 'counting again', fraction: done / total });
      });
      if (different > 0) throw new Error(`${different} differences when ${events} events are counted again`);
      return `restored and counted again: every table has its rows, ${events} events, 0 differences`;
    });
  } finally {
    await withDatabase(server.adminUrl, (admin) =>
      admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`),
    ).catch(() => undefined);
    await server.stop();
    await deleteThrowawayFolder(dataDir);
  }
}

/** Returns a file's size as text; throws where it is not as it was written. */
async function requireFile({ files }: Manifest, name: string, { folder, report }: VerifyOptions): Promise<string> {
  const expected = files.find((file) => file.name === name);
  if (!expected) throw new Error(`${name} is not named by the manifest: the backup is damaged`);
  const fault = await findFileFault(folder, expected, report);
  if (fault !== undefined) throw new Error(`${name} ${fault}`);
  return `${(expected.bytes / 2 ** 20).toFixed(1)} MiB`;
}
