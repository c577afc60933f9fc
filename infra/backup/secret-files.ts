import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fallbackFolder } from '../setup/account.ts';
import { writeWhole } from '../setup/write-whole.ts';

/** A secret of an installation: its path in the data folder, and what it holds. */
export const secretFiles = z.array(z.strictObject({ path: z.string(), text: z.string() }));
export type SecretFile = z.output<typeof secretFiles>[number];

const doorsKeys = 'ingest';
const machineTokens = 'secrets';
const senders = 'replays';
const serverPasswords = [
  ...['servers/postgres/owner-password', 'servers/postgres/password'],
  ...['servers/redis/password', 'servers/nats/password'],
];
const personalKey = 'ingest/personal-key.json';

/**
 * Reads the secrets of an installation: the door's files, this machine's tokens, how far its replays have sent (with
 * their tokens), the private servers' passwords. To be read before the log's end is looked at, so that no replay claims
 * to have sent what the backup's log does not hold.
 */
export function readSecretFiles(dataDir: string): SecretFile[] {
  const folders = [doorsKeys, machineTokens, ...foldersIn(join(dataDir, senders)).map((name) => `${senders}/${name}`)];
  const inFolders = folders.flatMap((folder) => namesIn(join(dataDir, folder)).map((name) => `${folder}/${name}`));
  return [...inFolders, ...serverPasswords].flatMap((path) => {
    const file = locate(dataDir, path).find((place) => existsSync(place));
    return file === undefined ? [] : [{ path, text: readFileSync(file, 'utf8') }];
  });
}

/** What putting the keys back did, by path. */
export type PutBack = { readonly written: readonly string[]; readonly expired: readonly string[] };

/**
 * Puts the door's keys and the tokens back, readable by their owner only. A key that differs from the one that is there
 * stops it before anything is written, unless `replace`: then the one there is set aside. The pseudonyms' key is put
 * back only within its month, because after that it must not exist any more.
 */
export function putBackKeys(
  files: readonly SecretFile[],
  { dataDir, replace, nowMs }: { dataDir: string; replace: boolean; nowMs: number },
): PutBack {
  const keys = files.filter(({ path }) => !isPassword(path));
  const expired = keys.filter(({ path, text }) => path === personalKey && !isOfThisMonth(text, nowMs));
  const wanted = keys.filter((key) => !expired.includes(key));
  const inTheWay = wanted.map(({ path, text }) => ({ file: join(dataDir, path), text })).filter(isOther);
  if (!replace && inTheWay[0]) {
    throw new Error(`${inTheWay[0].file} is there already and differs from the backup's: --replace sets it aside`);
  }
  for (const { file } of inTheWay) renameSync(file, `${file}.before-restore`);
  for (const { path, text } of wanted) write(join(dataDir, path), text);
  return { written: wanted.map(({ path }) => path), expired: expired.map(({ path }) => path) };
}

/** Puts the private servers' passwords back where no server lives yet: one that does keeps what it was made with. */
export function putBackPasswords(files: readonly SecretFile[], serversDir: string): void {
  const places = files
    .filter(({ path }) => isPassword(path))
    .map(({ path, text }) => ({ file: join(serversDir, path.slice('servers/'.length)), text }));
  const free = places.filter(({ file }) => namesIn(dirname(file)).length === 0);
  for (const { file, text } of free) write(file, text);
}

function isPassword(path: string): boolean {
  return serverPasswords.includes(path);
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWhole(file, text);
}

function isOther({ file, text }: { file: string; text: string }): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') !== text;
}

function isOfThisMonth(text: string, nowMs: number): boolean {
  const month = new Date(nowMs).toISOString().slice(0, 7).replace('-', '');
  return z.object({ id: z.literal(month) }).safeParse(JSON.parse(text)).success;
}

/** Where a secret may lie: servers live elsewhere when their account cannot enter the data folder. */
function locate(dataDir: string, path: string): string[] {
  const servers = join(dataDir, 'servers');
  return path.startsWith('servers/')
    ? [servers, fallbackFolder(servers)].map((home) => join(home, path.slice('servers/'.length)))
    : [join(dataDir, path)];
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Names of the plain files in a folder, without what a crash left half written. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(new|before-restore)$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
