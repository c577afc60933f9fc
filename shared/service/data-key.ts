import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BYTES = 32;

/** What a key of the data folder is for: commands are signed with one, what accounts log in with is sealed with the other. */
type DataKeyName = 'commands' | 'accounts' | 'contacts';

/** The key of this data folder, made if there is none yet; only its owner reads it. */
export function keepDataKey(dataDir: string, name: DataKeyName): KeyObject {
  const file = fileIn(dataDir, name);
  const kept = readKey(file);
  if (kept) return kept;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.new`;
  writeFileSync(draft, randomBytes(BYTES).toString('base64url'), { mode: 0o600, flush: true });
  try {
    // Two processes starting together: the first link stands, and both go on with what it holds.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const made = readKey(file);
  if (!made) throw new Error(`${file} was made and is gone again; is something else cleaning the data folder?`);
  return made;
}

/** The key of a data folder whose system has been started. */
export function readDataKey(dataDir: string, name: DataKeyName): KeyObject {
  const file = fileIn(dataDir, name);
  const key = readKey(file);
  if (!key) throw new Error(`there is no ${file}; let VONGLAU_DATA name the data folder of the running system`);
  return key;
}

function fileIn(dataDir: string, name: DataKeyName): string {
  return join(dataDir, 'secrets', name);
}

function readKey(file: string): KeyObject | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: it is for the account that started the system`, { cause: error });
  }
  const bytes = Buffer.from(text.trim(), 'base64url');
  if (bytes.length !== BYTES) throw new Error(`${file} holds no key; remove it and start the system again`);
  return createSecretKey(bytes);
}
